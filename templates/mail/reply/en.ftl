# $count: how many replies are new. $voice: the name the first is written under. $title: of the thread.
subject = New activity
preheader = { $count ->
    [1] Someone replied.
   *[other] { $count } new replies.
}
replied = { $count ->
    [1] Someone replied.
   *[other] { $count } new replies.
}
from = { $count ->
    [1] { $voice } replied:
   *[other] { $count } new replies. The first is from { $voice }:
}
from-in = { $count ->
    [1] { $voice } replied in “{ $title }”:
   *[other] { $count } new replies in “{ $title }”. The first is from { $voice }:
}
open = { $count ->
    [1] To the reply
   *[other] To the replies
}
why-opened = You get this letter because you started this thread.
why-answered = You get this letter because the reply answers something you wrote.
why-follows = You get this letter because you follow this thread.
manage = Mute this thread, change how often letters come, or stop them all, without signing in
stop = No more letters about replies, by one click
notices = Every reply also stands in your notices. What letters may say is in your settings
