//! What a nation is, and the plan of each of its offices.

use std::sync::Arc;

use serde::Serialize;

use super::allotment::Allotment;
use super::split::by_weights;
use super::table::OfficeRow;
use crate::error::{Error, ErrorKind, Result};
use crate::office::plan::{
    Allotted, Backlog, Blanks, Delay, Delivery, Kecamatan, Plan, Printer, pieces_in_all,
};
use crate::random::Distribution;
use crate::words::Message;

/// Many offices that share the blanks of the ministry.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Nation {
    /// The plan that all offices follow: days, hours, the printer, suket, outages. What the table has takes its place in it: printers, their
    /// limit, kecamatan, backlog, recordings. It has one site.
    pub shared: Plan,
    /// The offices.
    pub table: Vec<OfficeRow>,
    /// The rule by which blanks are allotted.
    pub allotment: Allotment,
    /// The limits of a lot for one office.
    pub lots: Lots,
    /// Blanks that the ministry has when the first day begins, and allots then.
    pub on_hand: u32,
    /// The blanks that the ministry receives later. A delay is the time until they are at the ministry.
    pub deliveries: Vec<Delivery>,
    /// The time from the ministry to an office, drawn for each office and lot; `None`: a lot is there on the day on which it is allotted.
    pub transport: Option<Delay>,
    /// The scenario file and its table, which a result carries. It does not enter the digest.
    #[serde(skip)]
    pub text: Option<Arc<str>>,
}

/// The limits of what an office gets of one lot of the ministry, in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Lots {
    /// The smallest lot that is sent.
    pub least: u32,
    /// The largest.
    pub most: u32,
}

impl Default for Lots {
    /// Without limits.
    fn default() -> Self {
        Self {
            least: 0,
            most: u32::MAX,
        }
    }
}

impl Nation {
    /// A nation whose offices follow a plan, with blanks allotted by need; the ministry has none yet.
    #[must_use]
    pub fn new(shared: Plan, table: Vec<OfficeRow>) -> Self {
        Self {
            shared,
            table,
            allotment: Allotment::Need,
            lots: Lots::default(),
            on_hand: 0,
            deliveries: Vec::new(),
            transport: None,
            text: None,
        }
    }

    /// The name of the scenario in reports.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shared.name
    }

    /// A hash of everything that can change a result, in 32 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> String {
        let json = serde_json::to_vec(self).expect("a nation holds nothing that JSON cannot");
        format!("{:032x}", xxhash_rust::xxh3::xxh3_128(&json))
    }

    /// The lots that the ministry receives, as the offices see them: those on hand first, then the deliveries in their order.
    pub(super) fn lots_received(&self) -> Vec<Delivery> {
        let at_start = Delivery::new(self.shared.start, self.on_hand);
        let later = self.deliveries.iter().map(|lot| Delivery {
            at_ministry: lot.delay.clone(),
            delay: None,
            ..lot.clone()
        });
        let received = std::iter::once(at_start).chain(later);
        received
            .map(|lot| Delivery {
                delay: self.transport.clone(),
                ..lot
            })
            .collect()
    }

    /// The blanks that the ministry has and receives in all.
    pub(crate) fn blanks_in_all(&self) -> u32 {
        pieces_in_all(self.on_hand, &self.deliveries).min(u32::MAX.into()) as u32
    }

    /// What each office gets of each lot by a static rule. What an earlier lot leaves over is allotted with the next, in the order of the
    /// file.
    pub(super) fn static_lots(&self) -> Vec<Vec<u32>> {
        let weights = self.weights();
        let mut left = 0;
        let lots = self.lots_received().into_iter().map(|lot| {
            let pieces = lot.pieces + left;
            let parts = by_weights(pieces, &weights, self.lots);
            left = pieces - parts.iter().sum::<u32>();
            parts
        });
        lots.collect()
    }

    /// The weight of each office by a static rule.
    fn weights(&self) -> Vec<f64> {
        let plan = &self.shared;
        let from = plan.arrivals.from.max(plan.start);
        let until = plan.arrivals.until.unwrap_or(plan.horizon);
        let days = plan
            .days
            .working_days_between(from, until.min(plan.horizon));
        let weight = |row: &OfficeRow| match self.allotment {
            Allotment::Capacity => f64::from(row.printers) * f64::from(row.daily_limit),
            Allotment::EqualLots => 1.0,
            _ => f64::from(row.backlog) + row.recordings * f64::from(days),
        };
        self.table.iter().map(weight).collect()
    }

    /// The office with this code, counted from 0.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there is none.
    pub fn office(&self, code: &str) -> Result<usize> {
        let found = self.table.iter().position(|row| row.code == code);
        found.ok_or_else(|| {
            let codes = self.table.iter().map(|row| row.code.as_str());
            let message = match crate::support::nearest::nearest(code, codes) {
                Some(near) => Message::new("nation-no-office-near")
                    .with("found", code)
                    .with("near", near),
                None => Message::new("nation-no-office").with("found", code),
            };
            Error::of(ErrorKind::Value, message)
        })
    }

    /// The plan of an office by itself, counted from 0. It gives the bits that the office has in the nation.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if blanks are allotted by rounds: what the office gets then depends on all others.
    pub fn plan_of(&self, office: usize) -> Result<Plan> {
        if !self.allotment.is_static() {
            let message = Message::new("nation-rounds").with("rule", self.allotment.key());
            return Err(Error::of(ErrorKind::Value, message));
        }
        let lots = self.static_lots();
        let lots: Vec<u32> = lots.iter().map(|parts| parts[office]).collect();
        let mut plan = self.plan_with(office, &lots);
        plan.allotted = Some(Allotted {
            rule: self.allotment.key(),
            offices: self.table.len() as u32,
        });
        Ok(plan)
    }

    /// The plan of an office that gets these pieces of each lot; no pieces at all by rounds.
    pub(super) fn plan_with(&self, office: usize, lots: &[u32]) -> Plan {
        let row = &self.table[office];
        let received = self.lots_received().into_iter().zip(lots);
        let deliveries: Vec<Delivery> = received
            .map(|(lot, pieces)| Delivery {
                pieces: *pieces,
                ..lot
            })
            .collect();
        let mut plan = of_office(self.shared.clone(), row, &deliveries);
        if !plan.worlds.is_empty() {
            let row = row.clone();
            plan.worlds = plan
                .worlds
                .then(move |drawn| of_office(drawn, &row, &deliveries));
        }
        plan
    }
}

/// The plan of an office: what all share, with what its row has and these lots.
fn of_office(shared: Plan, row: &OfficeRow, lots: &[Delivery]) -> Plan {
    let mut plan = shared;
    plan.name = row.name.clone();
    plan.code = Some(row.code.clone());
    let site = &mut plan.sites[0];
    let like = site.printers[0].clone();
    site.name = row.name.clone();
    site.printers = (1..=row.printers)
        .map(|number| Printer {
            name: format!("printer {number}"),
            daily_limit: row.daily_limit,
            ..like.clone()
        })
        .collect();
    let recordings = Distribution::poisson(row.recordings).ok();
    // All kecamatan are served here, in one order: to draw the recordings of each would cost more than to print the cards, and change no answer.
    plan.kecamatan = vec![Kecamatan {
        recordings: recordings.filter(|_| row.recordings > 0.0),
        ..Kecamatan::new(row.name.clone(), 1.0)
    }];
    plan.backlog = Backlog {
        total: row.backlog,
        suket_share: match row.backlog {
            0 => plan.backlog.suket_share,
            _ => f64::from(row.suket) / f64::from(row.backlog),
        },
        ..plan.backlog
    };
    plan.blanks = Blanks::new(0);
    plan.blanks.deliveries = lots.to_vec();
    plan
}
