subject = Confirm this address
preheader = A link to confirm this address.
asked = Somebody asked us to send her notices to this address. With this link you confirm that it may be so.
confirm = Confirm this address
good = It is good for one day. Nobody but her is shown this address, and nobody can sign in with it.
not-you = If it was not you, there is nothing to do. Without the link no more letters come.
why = You get this letter because somebody typed this address in her settings.
again = We write to this address again only if it is confirmed, or somebody asks for it again.
