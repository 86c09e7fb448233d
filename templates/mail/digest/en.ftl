# $count: how many replies are new in one place. $title: of a thread.
subject = New activity
preheader = Since the last letter.
since = Since the last letter:
yours = { $count ->
    [one] To you: { $count } new reply.
   *[other] To you: { $count } new replies.
}
followed = { $count ->
    [one] A thread you follow: { $count } new reply.
   *[other] A thread you follow: { $count } new replies.
}
waiting = Somebody waits for an answer.
new = A new thread.
titled = “{ $title }”
open = Open
why = You get this letter because you chose to hear of these things together.
manage = Change how often letters come, or stop them all, without signing in
stop = No more letters like this one, by one click
settings = What letters may say is in your settings
