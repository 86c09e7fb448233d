subject = About your objection
preheader = Somebody else has decided.
upheld = Somebody else looked at the decision you objected to, and undid it. What it had changed is as it was.
refused = Somebody else looked at the decision you objected to, and it stands.
reason = The reason:
redress = If you still see it differently, a body that settles such matters outside a court, or a court, is open to you.
open = To the decision
why = You get this letter because you objected to a decision.
