subject = Somebody waits for an answer
preheader = Nobody has answered yet.
waits = Somebody wrote here a while ago, and nobody has answered yet.
free = A few others were told as well. If it does not suit you now, let it be.
open = Read it
why = You get this letter because you said that you would like to listen.
hours = Change when and about what you are called
