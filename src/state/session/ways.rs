//! The ways to sign in.

use contract::{ApiKey, ListServices, Organization};
use domain::config::{Demo, Region};
use domain::instant::Instant;
use domain::session::token_end;
use leptos::prelude::*;

use super::Sessions;
use super::model::Session;
use crate::api::{self, Access, Api, ApiError, Credentials, Failure};

impl Sessions {
    /// Asks the organization call whether region and organization are right.
    ///
    /// # Errors
    /// Not found where either is wrong.
    pub async fn check(self, region: &Region, organization: &str) -> Result<Organization, ApiError> {
        let api = self.anonymous(region, organization, Credentials::None);
        let answer = api::organization::get(api).await?;
        // Addresses keep the id that worked, whatever the answer calls it.
        Ok(Organization { org_id: organization.to_owned(), ..answer })
    }

    /// Signs in with a token that was pasted or configured. One authenticated call tells whether the
    /// server takes it.
    ///
    /// # Errors
    /// Unauthorized where the token is refused.
    pub async fn with_token(
        self,
        region: &Region,
        organization: &Organization,
        token: String,
    ) -> Result<(), ApiError> {
        let api = self.anonymous(region, &organization.org_id, Credentials::Token(token.clone()));
        let request = ListServices { limit: Some(1), ..ListServices::default() };
        match api::service::list(api, &request).await {
            Ok(_) => {}
            // Refused for another reason than the token.
            Err(error) if error.failure == Failure::Forbidden => {}
            Err(error) => return Err(error),
        }
        let end = token_end(&token).map(|end| end.0);
        let user_id = self.config.try_with_value(|config| config.user_id.clone()).flatten();
        self.begin(Session::begin_told(region, organization, token, end, user_id));
        Ok(())
    }

    /// Signs in with an API key, which is not kept.
    ///
    /// # Errors
    /// Unauthorized where the key, its id or the user is wrong.
    pub async fn with_api_key(
        self,
        region: &Region,
        organization: &Organization,
        key: ApiKey,
    ) -> Result<(), ApiError> {
        let api = self.anonymous(region, &organization.org_id, Credentials::None);
        let signed_in = api::sign_in::with_api_key(api, &key).await?;
        let end = signed_in.expires_at.as_ref().and_then(Instant::read);
        let end = end.or_else(|| token_end(&signed_in.id_token)).map(|end| end.0);
        self.begin(Session::begin(region, organization, Some(signed_in.id_token), end, Some(key.user_id)));
        Ok(())
    }

    /// Signs in to the sample data.
    ///
    /// # Errors
    /// As any read.
    pub async fn with_demo(self, region: &Region, demo: &Demo) -> Result<(), ApiError> {
        let organization = self.check(region, &demo.organization).await?;
        self.with_token(region, &organization, demo.token.clone()).await
    }

    /// Goes on behind a proxy that adds the credentials.
    pub fn behind_proxy(self, region: &Region, organization: &Organization) {
        let user_id = self.config.with_value(|config| config.user_id.clone());
        self.begin(Session::begin(region, organization, None, None, user_id));
    }

    fn anonymous(self, region: &Region, organization: &str, credentials: Credentials) -> Api {
        let access = Access {
            base: region.api.clone(),
            organization: organization.to_owned(),
            credentials,
            headers: self.config.try_with_value(|config| config.headers.clone()).unwrap_or_default(),
        };
        Api::anonymous(access)
    }
}
