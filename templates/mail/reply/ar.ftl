subject = نشاط جديد
preheader = { $count ->
    [1] وصل رد.
    [two] ردّان جديدان.
    [few] { $count } ردود جديدة.
    [many] { $count } ردًّا جديدًا.
   *[other] { $count } رد جديد.
}
replied = { $count ->
    [1] وصل رد.
    [two] ردّان جديدان.
    [few] { $count } ردود جديدة.
    [many] { $count } ردًّا جديدًا.
   *[other] { $count } رد جديد.
}
from = { $count ->
    [1] رد من { $voice }:
    [two] ردّان جديدان. الأول من { $voice }:
    [few] { $count } ردود جديدة. الأول من { $voice }:
    [many] { $count } ردًّا جديدًا. الأول من { $voice }:
   *[other] { $count } رد جديد. الأول من { $voice }:
}
from-in = { $count ->
    [1] رد من { $voice } في «{ $title }»:
    [two] ردّان جديدان في «{ $title }». الأول من { $voice }:
    [few] { $count } ردود جديدة في «{ $title }». الأول من { $voice }:
    [many] { $count } ردًّا جديدًا في «{ $title }». الأول من { $voice }:
   *[other] { $count } رد جديد في «{ $title }». الأول من { $voice }:
}
open = { $count ->
    [1] إلى الرد
    [two] إلى الردّين
   *[other] إلى الردود
}
why-opened = تصلك هذه الرسالة لأنك بدأت هذا الحديث.
why-answered = تصلك هذه الرسالة لأن الرد على شيء كتبته.
why-follows = تصلك هذه الرسالة لأنك تتابع هذا الحديث.
manage = كتم هذا الحديث، أو تقليل الرسائل، أو إيقافها كلها، من دون تسجيل دخول
stop = إيقاف رسائل الردود، بنقرة واحدة
notices = كل رد موجود أيضًا في إشعاراتك. ما يجوز أن تقوله الرسائل محدد في الإعدادات
