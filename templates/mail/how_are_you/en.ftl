subject = How are you now?
preheader = You wrote here a while ago.
asked = You wrote here a while ago. If you would like to tell how it went on, a sentence is enough. It then stands at the top of your thread, under the same name as before.
free = Many read here and never write. They come for the endings, also for those that are none yet. If you would rather leave it, leave it: nobody asks again.
open = To what you wrote
why = You get this letter because you began a thread here. It comes once.
manage = Mute this thread, change how often letters come, or stop them all, without signing in
stop = No more letters about replies, by one click
