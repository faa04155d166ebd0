//! Who may be served where: the routing of a plan, laid out by site and by kecamatan.

use std::ops::Range;

use super::plan::{Plan, Routing};

/// Whom a site serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Serves {
    /// Nobody: its kecamatan is not in the plan.
    Nobody,
    /// The residents of one kecamatan.
    One(usize),
    /// Whoever is first of the kecamatan that are open to sites that choose.
    Open,
}

/// Who may be served where.
#[derive(Debug)]
pub(super) struct Routes {
    /// For each site.
    pub serves: Vec<Serves>,
    /// For each kecamatan, its own sites.
    pub own_sites: Vec<Vec<usize>>,
    /// For each kecamatan, whether the sites that choose among several may always serve it.
    pub always_open: Vec<bool>,
    /// Whether a kecamatan is open to the office while its own sites are down.
    pub while_down: bool,
    /// The sites that choose among several: all, the office, or none.
    choosing: Range<usize>,
}

impl Routes {
    pub fn of(plan: &Plan) -> Self {
        let mut own_sites = vec![Vec::new(); plan.kecamatan.len()];
        for (s, site) in plan.sites.iter().enumerate() {
            if let Some(k) = site.kecamatan {
                own_sites[k].push(s);
            }
        }
        let office = plan.sites.iter().position(|site| site.office);
        let choosing = match plan.routing {
            Routing::Pooled => 0..plan.sites.len(),
            _ => office.map_or(0..0, |s| s..s + 1),
        };
        // A kecamatan without a site of its own is the office's.
        let is_offices = |k: usize| {
            own_sites[k].is_empty() || own_sites[k].iter().any(|s| plan.sites[*s].office)
        };
        let always_open = (0..plan.kecamatan.len()).map(|k| match plan.routing {
            Routing::Pooled | Routing::OwnAndOffice => true,
            Routing::Own | Routing::OfficeWhileDown => is_offices(k),
        });
        let always_open = always_open.collect();
        let serves = plan.sites.iter().enumerate().map(|(s, site)| {
            match (choosing.contains(&s), site.kecamatan) {
                (true, _) => Serves::Open,
                (false, Some(k)) => Serves::One(k),
                (false, None) => Serves::Nobody,
            }
        });
        Self {
            serves: serves.collect(),
            always_open,
            while_down: plan.routing == Routing::OfficeWhileDown,
            choosing,
            own_sites,
        }
    }

    /// The sites that choose among several kecamatan.
    pub fn choosing(&self) -> Range<usize> {
        self.choosing.clone()
    }

    /// The sites that may ever serve one of the kecamatan for which `waits` holds.
    pub fn may_serve<'a>(&'a self, waits: &'a [bool]) -> impl Iterator<Item = usize> + 'a {
        let open = |k: &usize| self.while_down || self.always_open[*k];
        let any_open = (0..waits.len()).filter(open).any(|k| waits[k]);
        let may_serve = move |site: &usize| match self.serves[*site] {
            Serves::Nobody => false,
            Serves::One(k) => waits[k],
            Serves::Open => any_open,
        };
        (0..self.serves.len()).filter(may_serve)
    }
}
