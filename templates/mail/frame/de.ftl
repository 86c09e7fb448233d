frame-crisis = Das hier ist kein Krisendienst. Menschen, die du jetzt anrufen oder anschreiben kannst
frame-settings = Wer du hier bist und welche Briefe du bekommst
frame-rules = Die Regeln im Ganzen
frame-why-decision = Du bekommst diesen Brief, weil es um etwas geht, das du geschrieben hast. Briefe über Entscheidungen kommen immer.
frame-day = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
} { $year }
frame-moment = { $date }, { $time } Uhr ({ $zone })
