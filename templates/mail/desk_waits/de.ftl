# $count: how many.
subject = Etwas wartet auf dich
preheader = Es sollte längst angesehen sein.
waits = { $count ->
    [one] Eine Sache sollte längst angesehen sein. Bitte sieh nach, oder bitte jemand anderen darum.
   *[other] { $count } Sachen sollten längst angesehen sein. Bitte sieh nach, oder bitte jemand anderen darum.
}
open = Nachsehen
why = Du bekommst diesen Brief, weil du hilfst, auf diesen Ort achtzugeben.
