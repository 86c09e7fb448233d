# $reference: names the message, and tells nothing.
subject = About your message
preheader = What came of it, and why.
about = This is about your notice { $reference }.
removed = What you told us about has been removed.
kept = What you told us about was read, and it stays: as it stands, it breaks neither the law as we understand it nor a rule of this place.
locked = The thread you told us about was closed: it can be read, and nobody can reply in it.
changed = The thread you told us about was moved to another space, or was given other content notes.
undone = A decision was taken about what you told us, and it was undone later.
answered = A moderator answers:
person = A person read it and decided; no program took part in the decision.
program = A program decided it. A person looks at it if you ask.
open = How it stands
redress = If you see it differently: write to us again with what we missed, and another person will look at it. A body that settles such matters outside a court, or a court, stays open to you as well.
why = You get this letter because you gave this address with a notice to us.
