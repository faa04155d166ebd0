//! Constructors for the parts of a plan, with defaults; all fields can be set afterwards.

use jiff::civil::Date;

use super::{
    Backlog, Blanks, Campaign, Counted, Delivery, Held, Kecamatan, NewRecordings, Observation,
    Outage, OutageTimes, Plan, Recorded, Ribbons, Routing, Site, Texts, Upgrade, Worlds,
};
use crate::office::backlog::allot;
use crate::office::days::OfficeDays;
use crate::office::{KecamatanId, SiteId};
use crate::random::Distribution;

impl Plan {
    /// A plan in which nobody waits and nothing prints: set its sites, kecamatan, backlog and blanks. Any site serves any resident, a
    /// suket is valid for 6 months, ribbons never run out, and there are no outages.
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
            code: None,
            allotted: None,
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
            worlds: Worlds::default(),
            marks: Vec::new(),
            text: None,
            texts: Texts::default(),
        }
    }
}

impl Site {
    /// A site without printers that is on the new application from the start. It is not the office and has no kecamatan.
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
    /// A kecamatan with this share of the backlog, and no new recordings.
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
    /// This many residents, recorded evenly from the first to the last of these dates, all with a suket.
    #[must_use]
    pub fn new(total: u32, recorded_from: Date, recorded_to: Date) -> Self {
        Self {
            total,
            recorded_from,
            recorded_to,
            suket_share: 1.0,
            by_date: Vec::new(),
        }
    }

    /// These residents, as a register has them; `None` if nobody is among them, or more than 2³² − 1.
    #[must_use]
    pub fn of_register(mut by_date: Vec<Recorded>) -> Option<Self> {
        by_date.retain(|some| some.residents > 0);
        let dates = || by_date.iter().map(|some| some.date);
        let (recorded_from, recorded_to) = (dates().min()?, dates().max()?);
        let count = |of: fn(&Recorded) -> bool| -> u64 {
            let of = by_date.iter().filter(|some| of(some));
            of.map(|some| u64::from(some.residents)).sum()
        };
        let (total, suket) = (count(|_| true), count(|some| some.holds_suket));
        Some(Self {
            total: total.try_into().ok()?,
            recorded_from,
            recorded_to,
            suket_share: suket as f64 / total as f64,
            by_date,
        })
    }

    /// How many of them live in each of these kecamatan.
    #[must_use]
    pub fn by_kecamatan(&self, kecamatan: &[Kecamatan]) -> Vec<u32> {
        if self.by_date.is_empty() {
            let weights: Vec<f64> = kecamatan.iter().map(|one| one.share).collect();
            return allot(self.total, &weights);
        }
        let mut counts = vec![0; kecamatan.len()];
        for some in &self.by_date {
            counts[some.kecamatan.index()] += some.residents;
        }
        counts
    }
}

impl NewRecordings {
    /// Daily recordings of each kecamatan from this day to the horizon, all with a suket; no campaigns.
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
    /// This many recordings in a kecamatan on this day.
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
    /// One stock for all sites, with this many pieces at the start and no deliveries.
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
    /// This many pieces, for all sites, which arrive on this date.
    #[must_use]
    pub fn new(date: Date, pieces: u32) -> Self {
        Self {
            date,
            at_ministry: None,
            delay: None,
            pieces,
            site: None,
        }
    }
}

impl Ribbons {
    /// This many ribbons at the start, each for this many cards; no deliveries.
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
    /// An outage of these sites.
    #[must_use]
    pub fn new(name: impl Into<String>, sites: Vec<SiteId>, when: OutageTimes) -> Self {
        Self {
            name: name.into(),
            sites,
            when,
            common: false,
        }
    }
}

impl Observation {
    /// This many cards in all from one date and minute until another, without counts per site.
    #[must_use]
    pub fn new(from: (Date, u16), until: (Date, u16), total: u32) -> Self {
        Self {
            from,
            until,
            counted: Counted::Cards,
            total,
            sites: Vec::new(),
        }
    }
}
