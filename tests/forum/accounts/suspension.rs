//! A suspended member is out at once, and may still see her own data.

use goodenough::accounts::Role;
use serde_json::json;

use crate::site::member::PASSWORD;
use crate::site::on_both;

on_both! {
    fn a_suspended_member_is_limited_at_once_in_every_session(site) {
        let ada = site.member("ada");
        let elsewhere = ada.signs_in_elsewhere();
        site.suspends(&ada, true);
        for session in [&*ada, &elsewhere] {
            session.patch("/me", &json!({"locale": "de"})).refused(403, "suspended");
            assert_eq!(session.get("/me").is(200)["limited"], true);
            session.get("/sessions").is(200);
        }
        let session = site.visitor().post("/sessions", &json!({"email": ada.address, "password": PASSWORD})).is(201);
        assert_eq!(session["member"]["limited"], true);
        site.suspends(&ada, false);
        ada.patch("/me", &json!({"locale": "de"})).is(200);
        assert_eq!(ada.get("/me").is(200)["limited"], false);
    }

    fn a_suspended_member_can_sign_out(site) {
        let ada = site.member("ada");
        site.suspends(&ada, true);
        ada.delete("/sessions/current").is(204);
        ada.get("/me").refused(401, "unauthenticated");
    }

    fn a_role_changes_at_once(site) {
        let ada = site.member("ada");
        assert_eq!(ada.get("/me").is(200)["role"], "member");
        site.gives_role(&ada, Role::Moderator);
        assert_eq!(ada.get("/me").is(200)["role"], "moderator");
    }
}
