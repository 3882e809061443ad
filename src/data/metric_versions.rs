//! The latest version of a metric: what it judges, its bounds or categories.

use contract::{ListVersions, Metric, MetricId, MetricVersion};
use domain::kind::Kind;
use leptos::prelude::*;

pub use super::latest_versions::KnownVersion;
use super::latest_versions::LatestVersions;
use super::names::{Item, Names};
use crate::api::{self, Api, ApiError, Call};

/// The latest versions of metrics, each read when it is first asked for (60 requests a minute), kept
/// for the session. Cheap to copy.
#[derive(Clone, Copy)]
pub struct MetricVersions {
    names: Names,
    versions: LatestVersions<MetricVersion>,
}

impl MetricVersions {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(api: Api, names: Names) -> Self {
        let read = |api, id| -> Call<Option<MetricVersion>> { Box::pin(read(api, id)) };
        Self { names, versions: LatestVersions::new(api, read) }
    }

    /// What is known of the latest version of a metric; asks for it the first time.
    #[must_use]
    pub fn get(self, id: &str) -> ArcReadSignal<KnownVersion> {
        let known = self.names.get(Kind::Metric, id);
        let own = known.with(|known| match known.found() {
            Some(Item::Metric(metric)) => own_version(metric),
            _ => None,
        });
        own.map_or_else(|| self.versions.get(id), |version| self.versions.note(id, version))
    }

    /// Asks anew for one: what failed is tried again.
    pub fn again(self, id: &str) {
        self.versions.again(id);
    }

    /// Asks anew for what is shown, and for anything else when it is next shown.
    pub fn refresh(self) {
        self.versions.refresh();
    }
}

/// Servers before spring 2026 have no versions: the metric itself says it all.
fn own_version(metric: &Metric) -> Option<MetricVersion> {
    Some(MetricVersion {
        metric_id: metric.id.clone(),
        version: 1,
        description: metric.description.clone().unwrap_or_default(),
        metric_value: metric.metric_value.clone()?,
        creator: metric.creator.clone(),
        created_at: metric.created_at.clone().unwrap_or_default(),
    })
}

async fn read(api: Api, id: String) -> Result<Option<MetricVersion>, ApiError> {
    let Some(id) = MetricId::parse(&id) else { return Ok(None) };
    let page = api::metric::versions(api, &id, &ListVersions::latest()).await?;
    Ok(page.metric_versions.items.into_iter().max_by_key(|version| version.version))
}
