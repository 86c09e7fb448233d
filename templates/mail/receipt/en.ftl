# $day: when all of it is done.
subject = Your receipt
preheader = As you asked.
gone = You asked to be forgotten, and your account is gone. Nobody can sign in with it any more.
words-go = The words you wrote are being deleted, one place after the other, so that nobody sees which of them were yours. All of it is done before { $day }.
words-stay = The words you wrote stay, and nothing leads from them to you. All of it is done before { $day }.
receipt = This is your receipt. Whoever has it can see how far we are, and nothing else.
open = How far it is
last = We have no address of yours any more. This is the last letter.
why = You get this letter because you asked to leave for good.
