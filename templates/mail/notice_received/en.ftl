# $reference: names the message, and tells nothing.
subject = Your message has arrived
preheader = A person will read it.
received = You told us about something on this site that you believe is against the law. It has arrived, and a person will read it.
reference = It has the reference { $reference }.
open = How it stands
next = We answer within 48 hours, and within one hour where somebody may come to harm. Whoever you wrote about is not told who you are.
why = You get this letter because somebody gave this address with a notice to us. If it was not you, you need not do anything.
