//! Checks of a plan that its types cannot make: names are unique, ids exist, dates are in order.

use std::collections::HashSet;

use super::{Backlog, Held, Outage, OutageTimes, Plan, Recorded, Upgrade};
use crate::error::{Error, ErrorKind, Result};
use crate::office::SiteId;
use crate::office::limits::MOST_RECORDED_A_DAY;
use crate::time::Time;
use crate::words::Message;

impl Plan {
    /// Checks that names are unique (of sites, of kecamatan, of the printers of a site), ids exist, dates are in order, numbers are
    /// in their ranges, and the model can run.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] for the first fault found.
    pub fn validate(&self) -> Result<()> {
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        if self.horizon < self.start {
            return wrong(
                Message::new("plan-backward")
                    .with("horizon", self.horizon.to_string())
                    .with("start", self.start.to_string()),
            );
        }
        if self.sites.is_empty() {
            return wrong(Message::new("plan-no-site"));
        }
        if self.kecamatan.is_empty() {
            return wrong(Message::new("plan-no-kecamatan"));
        }
        if let Some(name) = twice(self.kecamatan.iter().map(|k| k.name.as_str())) {
            return wrong(Message::new("plan-kecamatan-twice").with("name", name));
        }
        if let Some(name) = twice(self.sites.iter().map(|site| site.name.as_str())) {
            return wrong(Message::new("plan-site-twice").with("name", name));
        }
        for site in &self.sites {
            if let Some(name) = twice(site.printers.iter().map(|p| p.name.as_str())) {
                return wrong(
                    Message::new("plan-printer-twice")
                        .with("site", site.name.as_str())
                        .with("name", name),
                );
            }
            if site
                .kecamatan
                .is_some_and(|k| k.index() >= self.kecamatan.len())
            {
                let name = site.name.as_str();
                return wrong(Message::new("plan-site-kecamatan").with("name", name));
            }
            for printer in &site.printers {
                printer.validate(&site.name)?;
            }
        }
        let mut offices = self.sites.iter().filter(|site| site.office);
        if let (Some(one), Some(other)) = (offices.next(), offices.next()) {
            return wrong(
                Message::new("plan-two-offices")
                    .with("one", one.name.as_str())
                    .with("other", other.name.as_str()),
            );
        }
        for share in self.kecamatan.iter().map(|k| k.share) {
            if !(share.is_finite() && share >= 0.0) {
                return wrong(Message::new("plan-share").with("found", share));
            }
        }
        let recordings = || self.kecamatan.iter().filter_map(|k| k.recordings.as_ref());
        let printers = self.sites.iter().flat_map(|site| &site.printers);
        let lives = printers.filter_map(|printer| printer.life.as_ref());
        let ribbons = self.ribbons.iter().map(|ribbons| &ribbons.cards_each);
        let mut counts = recordings().chain(lives).chain(ribbons);
        if let Some(below) = counts.find(|counts| counts.min() < 0.0) {
            return wrong(Message::new("plan-negative").with("found", below.to_string()));
        }
        for recordings in recordings() {
            let (most, wanted) = (recordings.seldom_exceeded(), MOST_RECORDED_A_DAY);
            if most > f64::from(wanted) {
                return wrong(
                    Message::new("plan-recordings")
                        .with("recordings", recordings.to_string())
                        .with("found", most.round())
                        .with("most", wanted),
                );
            }
        }
        let Backlog { total, by_date, .. } = &self.backlog;
        let shares = self.kecamatan.iter().map(|k| k.share);
        if *total > 0 && by_date.is_empty() && shares.sum::<f64>() <= 0.0 {
            return wrong(Message::new("plan-shares-zero"));
        }
        let is_known = |some: &Recorded| some.kecamatan.index() < self.kecamatan.len();
        let register = Backlog::of_register(by_date.clone());
        let is_sound = by_date.iter().all(is_known) && register.as_ref() == Some(&self.backlog);
        if !(by_date.is_empty() || is_sound) {
            return wrong(Message::new("plan-by-date"));
        }
        if self.backlog.recorded_to < self.backlog.recorded_from {
            return wrong(Message::new("plan-recorded-backward"));
        }
        for share in [self.backlog.suket_share, self.arrivals.suket_share] {
            if !(0.0..=1.0).contains(&share) {
                return wrong(Message::new("plan-suket-share").with("found", share));
            }
        }
        if let Held::BySite(weights) = &self.blanks.held {
            let good = weights.len() == self.sites.len()
                && weights.iter().all(|w| w.is_finite() && *w >= 0.0)
                && weights.iter().sum::<f64>() > 0.0;
            if !good {
                return wrong(Message::new("plan-allotment"));
            }
        }
        let ribbons = self.ribbons.iter().flat_map(|r| &r.deliveries);
        if ribbons.into_iter().any(|delivery| delivery.site.is_some()) {
            return wrong(Message::new("plan-ribbons-site"));
        }
        let is_over = |outage: &&Outage| match &outage.when {
            OutageTimes::Begun { from, lasts } => {
                lasts.cdf(Time::ZERO - self.time_of(*from)) >= 1.0
            }
            OutageTimes::Fixed { .. } | OutageTimes::Random { .. } => false,
        };
        if let Some(outage) = self.outages.iter().find(is_over) {
            let message = Message::new("plan-outage-over").with("name", outage.name.as_str());
            return wrong(message);
        }
        let sites = self.outages.iter().flat_map(|o| o.sites.iter().copied());
        let deliveries = self
            .blanks
            .deliveries
            .iter()
            .chain(self.ribbons.iter().flat_map(|r| &r.deliveries));
        let mut named = sites
            .chain(deliveries.filter_map(|d| d.site))
            .chain(self.crew_order.iter().copied())
            .chain(
                self.observations
                    .iter()
                    .flat_map(|o| o.sites.iter().map(|s| s.0)),
            );
        if named.any(|site| site.index() >= self.sites.len()) {
            return wrong(Message::new("plan-unknown-site"));
        }
        if self
            .arrivals
            .campaigns
            .iter()
            .any(|c| c.kecamatan.index() >= self.kecamatan.len())
        {
            return wrong(Message::new("plan-unknown-kecamatan"));
        }
        let in_order = |id: &SiteId| matches!(self.site(*id).upgrade, Upgrade::Crew(_));
        let with_crew = self
            .sites
            .iter()
            .filter(|s| matches!(s.upgrade, Upgrade::Crew(_)))
            .count();
        if with_crew != self.crew_order.len() || !self.crew_order.iter().all(in_order) {
            return wrong(Message::new("plan-crew"));
        }
        self.days.check_cover(self.start, self.horizon)
    }
}

/// The first name that stands twice.
fn twice<'a>(mut names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut known = HashSet::new();
    names.find(|name| !known.insert(*name))
}

#[cfg(test)]
mod tests {
    use super::super::Printer;
    use crate::office::sample::bangli_exact;
    use crate::words::Lang;

    /// What is said of the plan after a change, in both languages.
    fn told(change: impl FnOnce(&mut super::Plan)) -> [String; 2] {
        let mut plan = bangli_exact();
        change(&mut plan);
        let error = plan.validate().expect_err("it is refused");
        [Lang::En, Lang::Id].map(|lang| error.render(lang))
    }

    #[test]
    fn every_name_stands_once_among_its_equals() {
        let [english, indonesian] = told(|plan| plan.sites[3].name = "Bangli".into());
        assert_eq!(english, "two sites are called \"Bangli\"");
        assert_eq!(indonesian, "dua tempat pencetakan bernama \"Bangli\"");

        let [english, indonesian] = told(|plan| plan.kecamatan[2].name = "Susut".into());
        assert_eq!(english, "two kecamatan are called \"Susut\"");
        assert_eq!(indonesian, "dua kecamatan bernama \"Susut\"");

        let printers = ["printer 1", "printer 2", "printer 1"].map(Printer::new);
        let [english, indonesian] = told(|plan| plan.sites[4].printers = printers.into());
        assert_eq!(
            english,
            "site \"Kintamani\" has two printers called \"printer 1\""
        );
        assert_eq!(
            indonesian,
            "tempat pencetakan \"Kintamani\" memiliki dua alat cetak bernama \"printer 1\""
        );
    }

    /// A site may be called like its kecamatan, and every site may have a printer 1.
    #[test]
    fn names_of_different_things_may_be_equal() {
        let plan = bangli_exact();
        assert_eq!(plan.sites[1].name, plan.kecamatan[0].name);
        assert_eq!(
            plan.sites[0].printers[0].name,
            plan.sites[1].printers[0].name
        );
        assert!(plan.validate().is_ok());
    }
}
