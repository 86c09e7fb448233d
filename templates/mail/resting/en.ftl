subject = No more of these letters for now
preheader = We stop sending these letters for now.
stopped = You have not opened these pages for a while, so we stop sending these letters. That is fine.
again = They come again when you sign in. Nothing of yours has changed.
why = You get this letter because letters like it came to you until now.
manage = Change how often letters come, or stop them all, without signing in
stop = No more letters like this one, by one click
