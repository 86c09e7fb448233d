subject = About something you wrote
preheader = Something was looked up.
opened = An admin of this place opened the name behind something you wrote. That is rare, it needs a reason, and it is written down for all who look after this place.
open = Where it was, and the reason that was given
same = Nothing changes in how others see you: your words stand under the same name as before.
