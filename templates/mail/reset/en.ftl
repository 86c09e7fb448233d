subject = Choose a new password
preheader = It works once, for one hour.
here = With this link you choose a new password.
choose = Choose a new password
once = It works once, for one hour. When the new password is set, you are signed out everywhere.
not-you = If you did not ask for it, there is nothing to do. The old password stays good.
why = You get this letter because a new password was asked for with this address.
