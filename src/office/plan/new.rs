//! The parts of a plan as they are where nothing else is said; all their fields can be set afterwards.

use jiff::civil::Date;

use super::{
    Backlog, Blanks, Campaign, Delivery, Held, Kecamatan, NewRecordings, Observation, Outage,
    OutageTimes, Plan, Printer, Ribbons, Routing, Site, Upgrade,
};
use crate::office::days::OfficeDays;
use crate::office::{KecamatanId, SiteId};
use crate::random::Distribution;
use crate::time::{days, minutes};

impl Plan {
    /// A plan in which nobody waits, nothing prints and there are no blanks: its sites, kecamatan, backlog and blanks are to be set. Anybody is served
    /// anywhere, a suket is valid for 6 months, ribbons never run out, and nothing is ever stopped.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::office::days::{DayHours, OfficeDays};
    /// use cetak::office::plan::{Backlog, Blanks, Kecamatan, Plan, Printer, Site};
    /// use jiff::civil::date;
    ///
    /// let every_day = || "07:30-15:30".parse::<DayHours>().unwrap();
    /// let days = OfficeDays::new([(); 7].map(|()| every_day()));
    /// let mut plan = Plan::new("One counter", date(2017, 4, 26), date(2017, 12, 29), days);
    /// plan.kecamatan = vec![Kecamatan::new("Susut", 1.0)];
    /// plan.backlog = Backlog::new(100, date(2017, 1, 2), date(2017, 4, 25));
    /// plan.blanks = Blanks::new(200);
    /// let mut site = Site::new("Susut");
    /// site.printers = vec![Printer::new("printer 1")];
    /// plan.sites = vec![site];
    /// plan.validate()?;
    /// # Ok::<(), cetak::Error>(())
    /// ```
    #[must_use]
    pub fn new(name: impl Into<String>, start: Date, horizon: Date, days: OfficeDays) -> Self {
        let before = start.yesterday().unwrap_or(start);
        Self {
            name: name.into(),
            start,
            horizon,
            days,
            sites: Vec::new(),
            kecamatan: Vec::new(),
            routing: Routing::Pooled,
            backlog: Backlog::new(0, before, before),
            arrivals: NewRecordings::new(start),
            suket_months: 6,
            blanks: Blanks::new(0),
            ribbons: None,
            crew_order: Vec::new(),
            outages: Vec::new(),
            observations: Vec::new(),
        }
    }
}

impl Site {
    /// A site without printers, on the new application from the start, that is not the office and serves no kecamatan as its own.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            office: false,
            kecamatan: None,
            printers: Vec::new(),
            upgrade: Upgrade::Done,
        }
    }
}

impl Kecamatan {
    /// A kecamatan with this part of the backlog, in which nobody new is recorded.
    #[must_use]
    pub fn new(name: impl Into<String>, share: f64) -> Self {
        Self {
            name: name.into(),
            share,
            recordings: None,
        }
    }
}

impl Backlog {
    /// So many residents, recorded from the first of these dates to the last, each of whom holds a suket.
    #[must_use]
    pub fn new(total: u32, recorded_from: Date, recorded_to: Date) -> Self {
        Self {
            total,
            recorded_from,
            recorded_to,
            suket_share: 1.0,
        }
    }
}

impl NewRecordings {
    /// The daily recordings of each kecamatan from this day to the horizon, each of whom is given a suket; no campaigns.
    #[must_use]
    pub fn new(from: Date) -> Self {
        Self {
            from,
            until: None,
            suket_share: 1.0,
            campaigns: Vec::new(),
        }
    }
}

impl Campaign {
    /// So many recordings in a kecamatan on this day.
    #[must_use]
    pub fn new(date: Date, kecamatan: KecamatanId, recordings: u32) -> Self {
        Self {
            date,
            kecamatan,
            recordings,
        }
    }
}

impl Blanks {
    /// One stock for all, with so many pieces at the start and no deliveries.
    #[must_use]
    pub fn new(on_hand: u32) -> Self {
        Self {
            on_hand,
            received_on: None,
            held: Held::Pooled,
            deliveries: Vec::new(),
        }
    }
}

impl Delivery {
    /// So many pieces, which arrive on this date for all.
    #[must_use]
    pub fn new(date: Date, pieces: u32) -> Self {
        Self {
            date,
            delay: None,
            pieces,
            site: None,
        }
    }
}

impl Ribbons {
    /// So many ribbons at the start, each of which prints so many cards, and no deliveries.
    #[must_use]
    pub fn new(on_hand: u32, cards_each: Distribution<f64>) -> Self {
        Self {
            on_hand,
            cards_each,
            deliveries: Vec::new(),
        }
    }
}

impl Outage {
    /// A stop of these sites.
    #[must_use]
    pub fn new(name: impl Into<String>, sites: Vec<SiteId>, when: OutageTimes) -> Self {
        Self {
            name: name.into(),
            sites,
            when,
        }
    }
}

impl Observation {
    /// So many cards from a day and minute until another, not told site by site.
    #[must_use]
    pub fn new(from: (Date, u16), until: (Date, u16), total: u32) -> Self {
        Self {
            from,
            until,
            total,
            sites: Vec::new(),
        }
    }
}

impl Printer {
    /// A printer as it is where nothing else is said: 3 minutes a card, 50 cards a day and none beyond, no misprints, no wear that breaks it, a
    /// week for a repair, there from the start and always usable.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        let always = |span| Distribution::constant(span).expect("a constant is a distribution");
        Self {
            name: name.into(),
            print_time: always(minutes(3.0)),
            daily_limit: 50,
            overload: 0,
            spoilage: 0.0,
            overload_spoilage: 0.0,
            overload_wear: 1.0,
            life: None,
            repair: always(days(7.0)),
            daily_availability: 1.0,
            ramp: Vec::new(),
            arrives: None,
            away: Vec::new(),
        }
    }
}
