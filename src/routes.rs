//! EVERY route on one page, grouped by domain. A handler's own attribute holds its path; the comment repeats it, and a
//! test compares this page with the OpenAPI document.

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    accounts, columns, disclosures, docs, health, keepsakes, leaving, listening, mail, moderation, notifications, openapi,
    outside, reactions, safety, screening, search, second_look, server, terms, threads, transparency, voices,
};

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// Registers every route; the OpenAPI document is made of the same calls.
#[expect(clippy::too_many_lines, reason = "every route stands on one page")]
pub fn all(server: &mut ServiceConfig<'_>) {
    server.service(server::healthz); // GET /healthz
    server.service(server::readyz); // GET /readyz
    server.service(docs::page); // GET /api/docs
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
            // leaving
            .service(leaving::routes::export) // GET /me/export
            .service(leaving::routes::erase) // POST /me/erasure
            .service(leaving::routes::receipt) // GET /erasures/{receipt}
            // voices
            .service(voices::routes::offer) // GET /voice
            .service(threads::routes::mine::voice) // GET /threads/{id}/voice
            // threads
            .service(threads::routes::threads::list_spaces) // GET /spaces
            .service(threads::routes::threads::list_threads) // GET /threads
            .service(threads::routes::threads::open_thread) // POST /threads
            .service(threads::routes::threads::get_thread) // GET /threads/{id}
            .service(threads::routes::threads::change_thread) // PATCH /threads/{id}
            .service(threads::routes::threads::hide_thread) // DELETE /threads/{id}
            .service(threads::routes::posts::list_posts) // GET /threads/{id}/posts
            .service(threads::routes::posts::reply) // POST /threads/{id}/posts
            .service(threads::routes::posts::edit_post) // PATCH /threads/{id}/posts/{n}
            .service(threads::routes::posts::take_back) // DELETE /threads/{id}/posts/{n}
            .service(threads::routes::posts::history) // GET /threads/{id}/posts/{n}/history
            .service(threads::routes::mine::in_thread) // GET /threads/{id}/mine
            .service(threads::routes::mine::follow) // PUT /threads/{id}/follow
            .service(threads::routes::mine::unfollow) // DELETE /threads/{id}/follow
            .service(threads::routes::mine::mark_read) // PUT /threads/{id}/read
            .service(threads::routes::mine::own_threads) // GET /me/threads
            // drafts
            .service(threads::routes::drafts::list_drafts) // GET /drafts
            .service(threads::routes::drafts::get_draft) // GET /drafts/{place}
            .service(threads::routes::drafts::keep_draft) // PUT /drafts/{place}
            .service(threads::routes::drafts::discard_draft) // DELETE /drafts/{place}
            // listening
            .service(listening::routes::first_answers) // GET /answers
            .service(listening::routes::get_listening) // GET /me/listening
            .service(listening::routes::choose_listening) // PUT /me/listening
            .service(listening::routes::begin_writing) // PUT /threads/{id}/writing
            .service(listening::routes::end_writing) // DELETE /threads/{id}/writing
            // columns
            .service(columns::routes::list_columns) // GET /columns
            .service(columns::routes::write_column) // POST /columns
            .service(columns::routes::beside_column) // GET /columns/{id}
            .service(columns::routes::get_bio) // GET /me/bio
            .service(columns::routes::set_bio) // PUT /me/bio
            .service(columns::routes::atom_threads) // GET /atom/threads
            .service(columns::routes::atom_columns) // GET /atom/columns
            // keepsakes
            .service(keepsakes::routes::list_keepsakes) // GET /me/keepsakes
            .service(keepsakes::routes::keep_words) // PUT /threads/{id}/posts/{n}/keepsake
            .service(keepsakes::routes::let_words_go) // DELETE /threads/{id}/posts/{n}/keepsake
            .service(keepsakes::routes::affirmation) // GET /affirmations/today
            .service(notifications::routes::night::get_night) // GET /me/night
            .service(notifications::routes::night::begin_night) // PUT /me/night
            .service(notifications::routes::night::end_night) // DELETE /me/night
            // search
            .service(search::routes::search) // GET /search
            .service(search::routes::similar) // GET /threads/{id}/similar
            // second look
            .service(second_look::routes::look) // POST /second-look
            // reactions
            .service(reactions::routes::give) // PUT /threads/{id}/posts/{n}/reactions/{kind}
            .service(reactions::routes::take) // DELETE /threads/{id}/posts/{n}/reactions/{kind}
            // moderation
            .service(moderation::routes::members::report) // POST /threads/{id}/posts/{n}/reports
            .service(moderation::routes::members::my_reports) // GET /reports
            .service(moderation::routes::members::my_decisions) // GET /decisions
            .service(moderation::routes::members::my_openings) // GET /me/openings
            .service(moderation::routes::cases::list_cases) // GET /moderation/cases
            .service(moderation::routes::cases::take_up) // POST /moderation/cases
            .service(moderation::routes::cases::get_case) // GET /moderation/cases/{id}
            .service(moderation::routes::cases::claim) // POST /moderation/cases/{id}/claim
            .service(moderation::routes::cases::release) // DELETE /moderation/cases/{id}/claim
            .service(moderation::routes::cases::decide) // POST /moderation/cases/{id}/decision
            .service(moderation::routes::batches::preview_batch) // POST /moderation/batches/preview
            .service(moderation::routes::batches::decide_batch) // POST /moderation/batches
            .service(moderation::routes::batches::undo_batch) // POST /moderation/batches/{id}/undo
            .service(moderation::routes::appeals::appeal) // POST /decisions/{id}/appeal
            .service(moderation::routes::appeals::decide_appeal) // POST /moderation/appeals/{id}/decision
            .service(moderation::routes::cases::undo) // POST /moderation/decisions/{id}/undo
            .service(moderation::routes::cases::list_prepared) // GET /moderation/prepared
            .service(moderation::routes::cases::staff_log) // GET /moderation/log
            .service(moderation::routes::openings::ask_name) // POST /moderation/voices/{id}/openings
            .service(moderation::routes::openings::list_openings) // GET /moderation/openings
            .service(moderation::routes::openings::get_opening) // GET /moderation/openings/{id}
            .service(moderation::routes::openings::approve_opening) // POST /moderation/openings/{id}/approval
            .service(moderation::routes::openings::withdraw_opening) // POST /moderation/openings/{id}/withdrawal
            .service(moderation::routes::desk::write_note) // POST /moderation/cases/{id}/notes
            .service(moderation::routes::desk::hand_over) // POST /moderation/cases/{id}/handover
            .service(moderation::routes::desk::write_to_author) // POST /moderation/cases/{id}/messages
            .service(moderation::routes::desk::my_conversations) // GET /conversations
            .service(moderation::routes::desk::my_conversation) // GET /conversations/{id}
            .service(moderation::routes::desk::answer_moderators) // POST /conversations/{id}/messages
            .service(moderation::routes::desk::get_shift) // GET /moderation/shift
            .service(moderation::routes::desk::begin_shift) // POST /moderation/shift
            .service(moderation::routes::desk::end_shift) // POST /moderation/shift/end
            .service(moderation::routes::desk::coverage) // GET /coverage
            .service(moderation::routes::erasures::ask_erasure) // POST /moderation/decisions/{id}/erasure
            .service(moderation::routes::erasures::approve_erasure) // POST /moderation/decisions/{id}/erasure/approval
            .service(moderation::routes::erasures::withdraw_erasure) // DELETE /moderation/decisions/{id}/erasure
            // terms
            .service(terms::routes::current) // GET /terms
            .service(terms::routes::list_versions) // GET /terms/versions
            .service(terms::routes::version) // GET /terms/versions/{version}
            .service(terms::routes::accept) // PUT /me/terms
            .service(terms::routes::consents) // GET /me/consents
            .service(terms::routes::change_consents) // PUT /me/consents
            // screening
            .service(screening::routes::list_checks) // GET /moderation/checks
            .service(screening::routes::try_check) // POST /moderation/checks/{check}/trial
            .service(screening::routes::switch_check) // PUT /moderation/checks/{check}
            .service(screening::routes::get_storm) // GET /moderation/storm
            .service(screening::routes::switch_storm) // POST /moderation/storm
            .service(screening::routes::list_groups) // GET /moderation/groups
            // notices from outside
            .service(outside::routes::send_notice) // POST /notices
            .service(outside::routes::notice_status) // GET /notices/{token}
            .service(outside::routes::list_notices) // GET /moderation/notices
            .service(outside::routes::get_notice) // GET /moderation/notices/{id}
            .service(outside::routes::place_notice) // POST /moderation/notices/{id}/place
            .service(outside::routes::answer_notice) // POST /moderation/notices/{id}/answer
            .service(outside::routes::read_contact) // POST /moderation/notices/{id}/contact
            // safety
            .service(safety::routes::list_helplines) // GET /helplines
            .service(safety::routes::safety_lead) // GET /safety
            .service(safety::routes::list_rules) // GET /rules
            .service(safety::routes::hiding::block) // PUT /voices/{id}/block
            .service(safety::routes::hiding::unblock) // DELETE /voices/{id}/block
            .service(safety::routes::hiding::list_blocks) // GET /blocks
            .service(safety::routes::hiding::get_hidden) // GET /me/hidden
            .service(safety::routes::hiding::change_hidden) // PATCH /me/hidden
            // disclosures
            .service(disclosures::routes::begin_disclosure) // POST /admin/disclosures
            .service(disclosures::routes::list_disclosures) // GET /admin/disclosures
            .service(disclosures::routes::approve_disclosure) // POST /admin/disclosures/{id}/approval
            .service(disclosures::routes::withdraw_disclosure) // POST /admin/disclosures/{id}/withdrawal
            // upkeep
            .service(health::routes::upkeep) // GET /admin/health
            .service(moderation::routes::statements::export_statements) // GET /admin/statements
            .service(moderation::routes::statements::export_statements_csv) // GET /admin/statements.csv
            // transparency
            .service(transparency::routes::transparency) // GET /transparency
            .service(transparency::routes::transparency_csv) // GET /transparency.csv
            // inbound
            .service(mail::inbound::routes::hand_over) // POST /inbound/mail
            .service(mail::inbound::routes::tell_events) // POST /inbound/events
            // notifications
            .service(notifications::routes::list_notifications) // GET /notifications
            .service(notifications::routes::read_notifications) // POST /notifications/read
            // letters
            .service(notifications::routes::mail::mail_settings) // GET /me/mail
            .service(notifications::routes::mail::change_mail) // PATCH /me/mail
            .service(notifications::routes::mail::add_second_address) // POST /me/mail/second-address
            .service(notifications::routes::mail::drop_second_address) // DELETE /me/mail/second-address
            .service(notifications::routes::mail::test_mail) // POST /me/mail/test
            .service(notifications::routes::mail::preview_mail) // GET /me/mail/preview
            .service(notifications::routes::letters::stop_offer) // GET /letters/stop/{token}
            .service(notifications::routes::letters::stop_letters) // POST /letters/stop/{token}
            .service(notifications::routes::letters::see_choices) // GET /letters/manage/{token}
            .service(notifications::routes::letters::change_choices) // PATCH /letters/manage/{token}
            .service(notifications::routes::letters::confirm_address) // POST /letters/confirm
            // the admin's view of mail
            .service(mail::addresses::routes::lift_suppression) // POST /admin/mail/suppressions/lift
            .service(mail::dns::routes::mail_records) // GET /admin/mail
            .service(mail::dns::routes::check_mail) // POST /admin/mail/checks
            .service(mail::fates::routes::letter_fates) // GET /admin/mail/fates
            .service(mail::fates::routes::my_letters), // GET /me/letters
    );
}
