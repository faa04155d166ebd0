//! Who may be served where: the routing of a plan, laid out by site and by kecamatan.

use std::ops::Range;

use super::ids::{KecamatanId, PerKecamatan, PerSite, SiteId};
use super::plan::{Plan, Routing};

/// Whom a site serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Serves {
    /// Nobody: its kecamatan is not in the plan.
    Nobody,
    /// The residents of one kecamatan.
    One(KecamatanId),
    /// Whoever is first of the kecamatan that are open to sites that choose.
    Open,
}

/// Who may be served where.
#[derive(Debug)]
pub(super) struct Routes {
    /// For each site.
    pub serves: PerSite<Serves>,
    /// For each kecamatan, its own sites.
    pub own_sites: PerKecamatan<Vec<SiteId>>,
    /// For each kecamatan, whether the sites that choose among several may always serve it.
    pub always_open: PerKecamatan<bool>,
    /// Whether a kecamatan is open to the office while its own sites are down.
    pub while_down: bool,
    /// The sites that choose among several: all, the office, or none.
    choosing: Range<SiteId>,
}

impl Routes {
    pub fn of(plan: &Plan) -> Self {
        let mut own_sites = PerKecamatan::from(vec![Vec::new(); plan.kecamatan.len()]);
        for (s, site) in plan.sites_by_id() {
            if let Some(k) = site.kecamatan {
                own_sites[k].push(s);
            }
        }
        let office = plan.sites.iter().position(|site| site.office);
        let choosing = match plan.routing {
            Routing::Pooled => 0..plan.sites.len(),
            _ => office.map_or(0..0, |s| s..s + 1),
        };
        let choosing = SiteId::new(choosing.start)..SiteId::new(choosing.end);
        // A kecamatan without a site of its own is the office's.
        let is_offices =
            |sites: &Vec<SiteId>| sites.is_empty() || sites.iter().any(|s| plan.site(*s).office);
        let always_open = own_sites.values().iter().map(|sites| match plan.routing {
            Routing::Pooled | Routing::OwnAndOffice => true,
            Routing::Own | Routing::OfficeWhileDown => is_offices(sites),
        });
        let always_open = always_open.collect();
        let serves =
            plan.sites_by_id()
                .map(|(s, site)| match (choosing.contains(&s), site.kecamatan) {
                    (true, _) => Serves::Open,
                    (false, Some(k)) => Serves::One(k),
                    (false, None) => Serves::Nobody,
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
    pub fn choosing(&self) -> Range<SiteId> {
        self.choosing.clone()
    }

    /// The sites that may ever serve one of the kecamatan for which `waits` holds.
    pub fn may_serve<'a>(
        &'a self,
        waits: &'a PerKecamatan<bool>,
    ) -> impl Iterator<Item = SiteId> + 'a {
        let open = |k: &KecamatanId| self.while_down || self.always_open[*k];
        let any_open = waits.ids().filter(open).any(|k| waits[k]);
        let may_serve = move |site: &SiteId| match self.serves[*site] {
            Serves::Nobody => false,
            Serves::One(k) => waits[k],
            Serves::Open => any_open,
        };
        self.serves.ids().filter(may_serve)
    }
}
