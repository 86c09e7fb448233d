# What every letter shares. $day, $month (1 to 12), $year, $time and $zone make a date.
frame-crisis = This is not a crisis service. People you can call or write to now
frame-settings = Who you are here, and which letters you get
frame-rules = The rules, in full
frame-why-decision = You get this letter because it is about something you wrote. Letters about decisions always come.
frame-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
frame-moment = { $date }, { $time } { $zone }
