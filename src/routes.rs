//! EVERY route on one page, grouped by domain. A handler's own attribute holds its path; the comment repeats it, and a
//! test compares this page with the OpenAPI document.

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{accounts, notifications, openapi, server};

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// Registers every route; the OpenAPI document is made of the same calls.
pub fn all(server: &mut ServiceConfig<'_>) {
    server.service(server::healthz); // GET /healthz
    server.service(server::readyz); // GET /readyz
    server.service(
        scope::scope(BASE)
            // about
            .service(openapi::openapi_json) // GET /openapi.json
            // accounts
            .service(accounts::routes::sign_up) // POST /accounts
            .service(accounts::routes::verify) // POST /accounts/verify
            .service(accounts::routes::sign_in) // POST /sessions
            .service(accounts::routes::list_sessions) // GET /sessions
            .service(accounts::routes::mail_link) // POST /sessions/links
            .service(accounts::routes::refresh) // POST /sessions/refresh
            .service(accounts::routes::end_session) // DELETE /sessions/{id}
            .service(accounts::routes::mail_reset) // POST /passwords/resets
            .service(accounts::routes::set_password) // POST /passwords
            .service(accounts::routes::me) // GET /me
            .service(accounts::routes::change_me) // PATCH /me
            // notifications
            .service(notifications::routes::list_notifications) // GET /notifications
            .service(notifications::routes::read_notifications) // POST /notifications/read
            .service(notifications::routes::mail_settings) // GET /me/mail
            .service(notifications::routes::change_mail) // PATCH /me/mail
            .service(notifications::routes::stop_offer) // GET /letters/stop/{token}
            .service(notifications::routes::stop_letters), // POST /letters/stop/{token}
    );
}
