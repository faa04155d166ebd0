//! A nation as CSV: the totals of each rule, then a row for each office and measure, then each rule against the first.

use crate::nation::{NationComparison, NationProjection, OFFICES_DONE, OfficeRow, RuleDifference};
use crate::projection::{Dates, Found, Measure};
use crate::report::cells::{Cell, Dialect, Table};
use crate::report::csv::{mean_cells, rest_cells, share_cells};

const HEAD: [&str; 14] = [
    "scenario",
    "rule",
    "code",
    "name",
    "province",
    "measure",
    "item",
    "mean",
    "ci95_low",
    "ci95_high",
    "p10",
    "p50",
    "p90",
    "nonzero",
];

/// The answer for a nation as CSV: a row of column names, then the totals, then one row per office and measure.
#[must_use]
pub fn csv(projection: &NationProjection, dialect: Dialect) -> String {
    let mut table = Table::new(HEAD);
    Rows::of(&mut table, projection, dialect).answer(projection);
    table.csv(dialect)
}

/// Several rules as CSV: the answer for each, then each but the first against the first, which `item` names.
#[must_use]
pub fn comparison_csv(comparison: &NationComparison, dialect: Dialect) -> String {
    let mut table = Table::new(HEAD);
    for p in &comparison.projections {
        Rows::of(&mut table, p, dialect).answer(p);
    }
    let others = comparison.projections.iter().skip(1);
    for (p, found) in others.zip(&comparison.differences) {
        Rows::of(&mut table, p, dialect).difference(&comparison.projections[0], found);
    }
    table.csv(dialect)
}

/// The rows of one rule.
struct Rows<'a> {
    rows: &'a mut Vec<Vec<Cell>>,
    scenario: Cell,
    rule: Cell,
}

impl<'a> Rows<'a> {
    fn of(table: &'a mut Table, p: &NationProjection, dialect: Dialect) -> Self {
        Rows {
            rows: &mut table.rows,
            scenario: dialect.name(&p.nation.shared).into(),
            rule: p.nation.allotment.key().into(),
        }
    }

    fn answer(&mut self, p: &NationProjection) {
        for by in &p.served {
            self.measure(None, "served_by", by.date, &by.people);
            self.measure(None, "came_by", by.date, &by.came);
            self.measure(None, "share_by", by.date, &by.share);
        }
        for (share, dates) in OFFICES_DONE.into_iter().zip(&p.offices_done) {
            self.dates(None, "offices_done", share, dates);
        }
        for (measure, found) in [
            ("people", &p.people),
            ("waiting_at_end", &p.waiting),
            ("expired_suket", &p.expired),
            ("starved", &p.starved),
            ("starved_kecamatan", &p.starved_kecamatan),
            ("idle_blanks", &p.idle_blanks),
            ("not_received", &p.not_received),
            ("inequality", &p.inequality),
            ("worst_tenth", &p.worst_tenth),
        ] {
            self.measure(None, measure, Cell::Nothing, found);
        }
        for (row, found) in p.nation.table.iter().zip(&p.offices) {
            let of = Some(row);
            self.count(of, "backlog", Cell::Nothing, row.backlog);
            self.dates(of, "served_on_95", Cell::Nothing, &found.nearly_all);
            for (measure, found) in [
                ("waiting_at_end", &found.waiting),
                ("coverage", &found.coverage),
                ("blanks_received", &found.received),
                ("blankless_days", &found.blankless_days),
                ("expired_suket", &found.expired),
            ] {
                self.measure(of, measure, Cell::Nothing, found);
            }
            let starved = share_cells(&found.starved);
            self.row(of, "starved", Cell::Nothing, starved, Default::default());
        }
    }

    fn difference(&mut self, first: &NationProjection, found: &RuleDifference) {
        let n = first.replications;
        let than = || Cell::from(first.nation.allotment.key());
        for (measure, mean) in [
            ("more_served", &found.served),
            ("more_starved", &found.starved),
            ("more_inequality", &found.inequality),
        ] {
            let means = mean_cells(Some(mean));
            self.row(None, measure, than(), means, Default::default());
        }
        let equal = n - found.more_served - found.fewer_served;
        self.count(None, "more_served_in", than(), found.more_served);
        self.count(None, "equal_served_in", than(), equal);
        self.count(None, "fewer_served_in", than(), found.fewer_served);
        for (i, row) in first.nation.table.iter().enumerate() {
            let (sooner, later) = (found.sooner[i], found.later[i]);
            self.count(Some(row), "sooner_in", than(), sooner);
            self.count(Some(row), "equal_in", than(), n - sooner - later);
            self.count(Some(row), "later_in", than(), later);
        }
    }

    fn row(
        &mut self,
        office: Option<&OfficeRow>,
        measure: &str,
        item: impl Into<Cell>,
        means: [Cell; 3],
        rest: [Cell; 4],
    ) {
        let mut row = vec![self.scenario.clone(), self.rule.clone()];
        row.extend(match office {
            None => Default::default(),
            Some(office) => {
                [&office.code, &office.name, &office.province].map(|text| text.as_str().into())
            }
        });
        row.extend([measure.into(), item.into()]);
        row.extend(means);
        row.extend(rest);
        self.rows.push(row);
    }

    fn count(
        &mut self,
        office: Option<&OfficeRow>,
        measure: &str,
        item: impl Into<Cell>,
        count: u32,
    ) {
        let means = [count.into(), Cell::Nothing, Cell::Nothing];
        self.row(office, measure, item, means, Default::default());
    }

    fn measure(
        &mut self,
        office: Option<&OfficeRow>,
        measure: &str,
        item: impl Into<Cell>,
        found: &Measure,
    ) {
        let means = mean_cells(Some(&found.mean));
        let [p10, p50, p90, _, nonzero] = rest_cells(Found::Measure(found));
        self.row(office, measure, item, means, [p10, p50, p90, nonzero]);
    }

    /// The share of replications in which it happened in the columns of the mean, as for one office.
    fn dates(
        &mut self,
        office: Option<&OfficeRow>,
        measure: &str,
        item: impl Into<Cell>,
        dates: &Dates,
    ) {
        let [p10, p50, p90, ..] = rest_cells(Found::Dates(dates));
        let rest = [p10, p50, p90, Cell::Nothing];
        self.row(office, measure, item, share_cells(&dates.share), rest);
    }
}
