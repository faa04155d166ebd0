//! What the rules look up at every card, kept beside the state it follows from and never saved.

use std::ops::Range;

use super::PrinterState;
use super::bits::Bits;
use super::ids::{KecamatanId, PerKecamatan, PerSite, PrinterId, SiteId};
use super::queues::Heads;
use super::setup::Setup;
use super::state::State;
use crate::time::Time;

/// Everything here can be computed from the state, and is when a run is loaded.
#[derive(Clone, Debug)]
pub(super) struct Index {
    pub heads: Heads,
    /// The printers that stand idle because nobody waits whom they may serve.
    pub no_resident: Bits<PrinterId>,
    /// The printers that stand idle for want of a blank or a ribbon.
    pub no_stock: Bits<PrinterId>,
    /// For each site, how many of its printers are up.
    pub up: PerSite<u32>,
    /// For each kecamatan, how many of its own sites are not down.
    pub sites_up: PerKecamatan<u32>,
    /// Printers whose cause may have changed, to be looked at when the event is handled.
    pub look_at: Bits<PrinterId>,
    pub observing: Observing,
    /// Kecamatan whose first resident may be served by a printer that stands idle.
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
            observing: Observing::of(&setup.observed),
            waiting_again: Vec::new(),
        }
    }
}

/// Whether a kecamatan with so many own sites that are not down is open to the sites that choose.
pub(super) fn is_open(setup: &Setup, kecamatan: KecamatanId, sites_up: u32) -> bool {
    let routes = &setup.routes;
    routes.always_open[kecamatan] || (routes.while_down && sites_up == 0)
}

/// The windows of observations that hold now.
#[derive(Clone, Debug)]
pub(super) struct Observing {
    /// Those to come, the next one last.
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

    /// Time passes, and is never turned back.
    pub fn move_to(&mut self, now: Time, windows: &[Range<Time>]) {
        while let Some(window) = self.later.pop_if(|w| windows[*w].start <= now) {
            self.now.push(window);
        }
        self.now.retain(|w| now < windows[*w].end);
    }
}
