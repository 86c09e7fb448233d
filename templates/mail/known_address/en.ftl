subject = About your account
preheader = Nothing was changed.
tried = Somebody, most likely you, tried to sign up with this address. It has an account already, so nothing was changed and nothing new was made.
sign-in = Sign in
how = With your password, or with a link by mail. If you have lost the password, choose a new one:
reset = Choose a new password
not-you = If it was not you, there is nothing to do. Whoever typed the address was not told that you are here.
why = You get this letter because somebody typed this address on our sign-up page.
