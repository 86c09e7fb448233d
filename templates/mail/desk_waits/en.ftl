# $count: how many.
subject = Something waits for you
preheader = It should have been looked at by now.
waits = { $count ->
    [one] One matter should have been looked at by now. Please look, or ask somebody else to.
   *[other] { $count } matters should have been looked at by now. Please look, or ask somebody else to.
}
open = Have a look
why = You get this letter because you help to look after this place.
