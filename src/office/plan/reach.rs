//! Who can be served at all.

use std::collections::HashSet;

use super::{Backlog, Plan, Routing, Site, Upgrade};
use crate::office::KecamatanId;

impl Plan {
    /// The kecamatan with residents whom no site may serve that will ever print: they wait for ever.
    pub(crate) fn never_served(&self) -> Vec<KecamatanId> {
        let prints = |site: &Site| site.upgrade != Upgrade::Never && !site.printers.is_empty();
        let with_own = self.with_own_site();
        let printing = self.sites.iter().filter(|site| prints(site));
        let with_printing: HashSet<KecamatanId> =
            printing.clone().filter_map(|site| site.kecamatan).collect();
        let office = self.sites.iter().find(|site| site.office);
        let is_served = |id: &KecamatanId| match self.routing {
            Routing::Pooled => printing.clone().next().is_some(),
            // The office serves whom nobody else does, and under the other two routings those of a site that never prints.
            routing => {
                let by_office = office.is_some_and(prints)
                    && (routing != Routing::Own || !with_own.contains(id));
                by_office || with_printing.contains(id)
            }
        };
        let all = self.kecamatan_by_id();
        let waiting = all
            .filter(|(id, _)| self.has_residents(*id))
            .map(|(id, _)| id);
        waiting.filter(|id| !is_served(id)).collect()
    }

    /// The kecamatan that have a site of their own.
    pub(crate) fn with_own_site(&self) -> HashSet<KecamatanId> {
        self.sites
            .iter()
            .filter_map(|site| site.kecamatan)
            .collect()
    }

    /// Whether anybody waits in a kecamatan, or ever will.
    fn has_residents(&self, id: KecamatanId) -> bool {
        let kecamatan = &self.kecamatan[id.index()];
        let Backlog { total, by_date, .. } = &self.backlog;
        (kecamatan.share > 0.0 && *total > 0 && by_date.is_empty())
            || by_date.iter().any(|some| some.kecamatan == id)
            || kecamatan.recordings.is_some()
            || self.arrivals.campaigns.iter().any(|c| c.kecamatan == id)
    }
}
