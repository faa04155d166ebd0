//! What the rules look up at every card. It is computed from the state and never saved.

use std::ops::Range;

use super::bits::Bits;
use super::ids::{KecamatanId, PerKecamatan, PerSite, PrinterId, SiteId};
use super::place::Place;
use super::queues::Heads;
use super::setup::Setup;
use super::state::State;
use super::{Day, PrinterState};
use crate::time::Time;

/// Everything here can be computed from the state, and is computed when a run is loaded.
#[derive(Clone, Debug)]
pub(super) struct Index {
    pub heads: Heads,
    /// Printers that stand idle because no resident they may serve is waiting.
    pub no_resident: Bits<PrinterId>,
    /// Printers that stand idle because they have no blank or no ribbon.
    pub no_stock: Bits<PrinterId>,
    /// Number of printers that are up, per site.
    pub up: PerSite<u32>,
    /// Number of own sites that are up, per kecamatan.
    pub sites_up: PerKecamatan<u32>,
    /// Printers whose state may have changed; the rules look at them before the event is over.
    pub look_at: Bits<PrinterId>,
    pub counted: CountedDay,
    /// A card may start before this time: the office closes then, or is closed for good.
    pub open_until: Time,
    pub observing: Observing,
    /// Kecamatan that idle printers may serve again: a resident joined an empty queue, or the kecamatan was opened.
    pub waiting_again: Vec<KecamatanId>,
}

impl Index {
    pub fn of(setup: &Setup, state: &State) -> Self {
        let printers = state.machines.len();
        let mut up = PerSite::from(vec![0; state.sites.len()]);
        let (mut no_resident, mut no_stock) = (Bits::new(printers), Bits::new(printers));
        for (p, machine) in state.machines.iter() {
            up[setup.stations[p].site] += u32::from(machine.is_up());
            match machine.state {
                Some(PrinterState::NoResident) => no_resident.insert(p),
                Some(PrinterState::NoBlank | PrinterState::NoRibbon) => no_stock.insert(p),
                _ => false,
            };
        }
        let is_up = |s: &&SiteId| !state.sites[**s].is_stopped() && up[**s] > 0;
        let own_sites = setup.routes.own_sites.iter();
        let sites_up: PerKecamatan<u32> = own_sites
            .map(|(_, sites)| sites.iter().filter(is_up).count() as u32)
            .collect();
        let open = sites_up.iter().map(|(k, up)| is_open(setup, k, *up));
        Self {
            heads: Heads::of(&state.queues, &setup.backlog, open.collect()),
            no_resident,
            no_stock,
            up,
            sites_up,
            look_at: Bits::new(printers),
            open_until: match state.over {
                true => Time::ZERO,
                false => state.hours.closes,
            },
            counted: CountedDay::on(state.hours.today, setup, state),
            observing: Observing::of(&setup.observed),
            waiting_again: Vec::new(),
        }
    }
}

/// The day whose cards are counted without a further look: that of the last opening, until its end is noted. There is none if cards are
/// observed.
#[derive(Clone, Debug)]
pub(super) struct CountedDay {
    pub day: Day,
    /// Where the suket begin that are valid on this day.
    pub first_valid: Place,
}

impl CountedDay {
    pub fn on(today: Day, setup: &Setup, state: &State) -> Self {
        let is_noted = state.counts.backlog_left.len() > today as usize;
        Self {
            day: match is_noted || !setup.observed.is_empty() {
                true => Day::MAX,
                false => today,
            },
            first_valid: setup.expiry.first_valid(today),
        }
    }
}

/// Whether a kecamatan with this many own sites up is open to the sites that choose.
pub(super) fn is_open(setup: &Setup, kecamatan: KecamatanId, sites_up: u32) -> bool {
    let routes = &setup.routes;
    routes.always_open[kecamatan] || (routes.while_down && sites_up == 0)
}

/// The observation windows that contain the present instant.
#[derive(Clone, Debug)]
pub(super) struct Observing {
    /// Windows still to come, the next one last.
    later: Vec<usize>,
    pub now: Vec<usize>,
}

impl Observing {
    fn of(windows: &[Range<Time>]) -> Self {
        let mut later: Vec<usize> = (0..windows.len()).collect();
        later.sort_by_key(|w| std::cmp::Reverse(windows[*w].start));
        Self {
            later,
            now: Vec::new(),
        }
    }

    /// Moves on to `now`, which never goes back.
    pub fn move_to(&mut self, now: Time, windows: &[Range<Time>]) {
        while let Some(window) = self.later.pop_if(|w| windows[*w].start <= now) {
            self.now.push(window);
        }
        self.now.retain(|w| now < windows[*w].end);
    }
}
