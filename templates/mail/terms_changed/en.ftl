# $from: the day from which the new terms hold.
subject = Our terms change
preheader = What changes, and from when.
change = Our terms change on { $from }. The page shows what is new beside what was, in plain words.
open = What changes
leave = If you do not agree, you can take your things with you and leave before that day. If you stay, there is nothing to do now.
why = You get this letter because you have an account here. Letters about the terms always come, at least 15 days before.
