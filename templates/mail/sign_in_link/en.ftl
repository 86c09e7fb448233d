subject = Your sign-in link
preheader = It works once, for half an hour.
here = Here is the link you asked for. It signs you in.
sign-in = Sign in
once = It works once, for half an hour.
not-you = If you did not ask for it, there is nothing to do. Nobody comes in without the link.
why = You get this letter because a sign-in link was asked for with this address.
