"""Citations in scripts that the tagger hardly knows, and in the quotes of East Asia: what each piece says that it is."""

from __future__ import annotations

import pytest

from backref.fields import names
from backref.parsing import parse

READ = {
    # Between commas, told by the words and the cities that pieces begin with.
    "طه حسين، في الشعر الجاهلي، دار المعارف، القاهرة، 1926، ص 45.": {"type": "book", "author": ["حسين"], "title": "في الشعر الجاهلي", "publisher": "دار المعارف", "publisher_place": "القاهرة", "issued": 1926, "page": "45"},
    "إدوارد سعيد، الاستشراق: المعرفة، السلطة، الإنشاء، ترجمة كمال أبو ديب، بيروت: مؤسسة الأبحاث العربية، 1981.": {"author": ["سعيد"], "title": "الاستشراق: المعرفة، السلطة، الإنشاء", "translator": ["ديب"], "publisher": "مؤسسة الأبحاث العربية"},
    "ابن خلدون، المقدمة، تحقيق علي عبد الواحد وافي، القاهرة: دار نهضة مصر، 2004، ج 1.": {"title": "المقدمة", "editor": ["وافي"], "volume": "1"},
    "خالد محمد الحسن، أثر الاستثمار الأجنبي على النمو، رسالة ماجستير، جامعة الخرطوم، 2011.": {"type": "thesis", "title": "أثر الاستثمار الأجنبي على النمو", "genre": "رسالة ماجستير", "publisher": "جامعة الخرطوم"},
    "نجيب محفوظ، أولاد حارتنا، بيروت: دار الآداب، ط 6، 1986.": {"author": ["محفوظ"], "title": "أولاد حارتنا", "edition": "6"},
    "هشام جعيط، في السيرة النبوية (بيروت: دار الطليعة، 1999).": {"title": "في السيرة النبوية", "publisher": "دار الطليعة", "issued": 1999},
    "زرین‌کوب، عبدالحسین، با کاروان حله، تهران: علمی، 1372.": {"author": ["زرین‌کوب"], "title": "با کاروان حله", "publisher": "علمی", "issued": 1372},
    "آشوری، داریوش، 1380، تعریف‌ها و مفهوم فرهنگ، تهران، آگه.": {"author": ["آشوری"], "title": "تعریف‌ها و مفهوم فرهنگ", "publisher_place": "تهران", "publisher": "آگه"},
    "بهار، محمدتقی، «شعر فارسی»، ارمغان، دورهٔ ۱۳، ش ۴، ۱۳۱۱، ص ۲۲۱–۲۳۰.": {"type": "article-journal", "container_title": "ارمغان", "volume": "۱۳", "issue": "۴", "issued": 1311, "page": "۲۲۱–۲۳۰"},
    "صفا، ذبیح‌الله. «وضع ادبی ایران.» تاریخ ادبیات ایران، فردوس، 1368، صص 3–40.": {"type": "chapter", "title": "وضع ادبی ایران", "container_title": "تاریخ ادبیات ایران", "publisher": "فردوس"},
    "ישעיהו ליבוביץ, יהדות, עם יהודי ומדינת ישראל, ירושלים: שוקן, 1975.": {"author": ["ליבוביץ"], "title": "יהדות, עם יהודי ומדינת ישראל", "publisher": "שוקן"},
    "ברנר, יוסף חיים, שכול וכשלון, תל אביב: הקיבוץ המאוחד, 1972.": {"author": ["ברנר"], "title": "שכול וכשלון"},
    "Νίκος Σβορώνος, Επισκόπηση της νεοελληνικής ιστορίας, μτφρ. Αικατερίνη Ασδραχά, Αθήνα, Θεμέλιο, 1976.": {"author": ["Σβορώνος"], "title": "Επισκόπηση της νεοελληνικής ιστορίας", "translator": ["Ασδραχά"], "publisher": "Θεμέλιο", "publisher_place": "Αθήνα"},
    "द्विवेदी, हजारीप्रसाद, कबीर, राजकमल प्रकाशन, नई दिल्ली, 1971.": {"author": ["द्विवेदी"], "title": "कबीर", "publisher": "राजकमल प्रकाशन", "publisher_place": "नई दिल्ली"},
    "नामवर सिंह, मानस का हंस, राजपाल एंड सन्ज़, दिल्ली, 1972.": {"title": "मानस का हंस", "publisher": "राजपाल एंड सन्ज़"},
    "م.ب.ع. کراجی, نزهة النواظر, نسیم کوثر, تهران, 1383.": {"author": ["کراجی"], "title": "نزهة النواظر", "publisher": "نسیم کوثر"},
    "Γ. Δερτιλής, «Κράτος και φορολογία», στο Θ. Βερέμης (επιμ.), Εθνική ταυτότητα, Αθήνα: ΜΙΕΤ, 1997, σσ. 11-25.": {"type": "chapter", "author": ["Δερτιλής"], "editor": ["Βερέμης"], "container_title": "Εθνική ταυτότητα"},
    "בן-גוריון, דוד (1971). זכרונות. תל אביב: עם עובד.": {"author": ["בן-גוריון"], "issued": 1971, "publisher": "עם עובד"},
    "مؤمنی، باقر، مطبوعات ایران، مؤسسهٔ تحقیقات آموزشی، مرکز مدارک علمی، تهران، 1358.": {"publisher": "مؤسسهٔ تحقیقات آموزشی، مرکز مدارک علمی", "publisher_place": "تهران"},
    "میرکمالی, م. (1378). “ویژگیهای رهبری,” در رهبری و مدیریت, (تهران: یسطرون), 69–162.": {"type": "chapter", "publisher": "یسطرون", "publisher_place": "تهران"},
    "Παπαδόπουλος, Γ. «Η κρίση». Πρακτικά συνεδρίου, Αθήνα: Κέδρος, 1999, σσ. 3-9.": {"type": "paper-conference", "publisher": "Κέδρος"},
    # Between stops.
    "حشمتزاد اش. پرنسس قاجار. تهران: مجمع قرآنی; 1378.": {"author": ["حشمتزاد"], "title": "پرنسس قاجار"},
    "بدون مؤلف. 1378. هزار و یک شب. تهران: پازند.": {"author": [], "title": "هزار و یک شب"},
    "الجاحظ. البيان والتبيين. تحقيق عبد السلام محمد هارون. القاهرة: مكتبة الخانجي، 1998.": {"author": ["الجاحظ"], "editor": ["هارون"], "publisher": "مكتبة الخانجي"},
    "ชาญวิทย์ เกษตรศิริ. (2544). ประวัติการเมืองไทย (พิมพ์ครั้งที่ 3). กรุงเทพฯ: มูลนิธิโครงการตำรา.": {"title": "ประวัติการเมืองไทย", "edition": "3", "publisher_place": "กรุงเทพฯ"},
    "สมศรี ใจงาม. (2550). การบริหารงานวิชาการของโรงเรียน. วิทยานิพนธ์ปริญญามหาบัณฑิต, จุฬาลงกรณ์มหาวิทยาลัย.": {"type": "thesis", "genre": "วิทยานิพนธ์ปริญญามหาบัณฑิต", "publisher": "จุฬาลงกรณ์มหาวิทยาลัย"},
    "อัมมาร สยามวาลา. “ข้าวในเศรษฐกิจไทย”. วารสารธรรมศาสตร์ ปีที่ 8 ฉบับที่ 3 (2522): 28-60.": {"container_title": "วารสารธรรมศาสตร์", "volume": "8", "issue": "3", "issued": 2522, "page": "28-60"},
    # What does not say what it is is left to the tagger: an edition alone is no title, a role in brackets no author's.
    "ارتعاشات مکانیکی. دوم. تهران: صفی علیشاه; 1354.": {"author": [], "title": "ارتعاشات مکانیکی"},
    "נורית שטרן. אהבה. Ynet [מקוון]. 2015.": {"publisher": None},
    # The quotes of East Asia, and the words behind people.
    "阿部謹也・網野善彦『対談 中世の再発見』平凡社、1982年": {"type": "book", "author": ["阿部謹也", "網野善彦"], "title": "対談 中世の再発見", "publisher": "平凡社"},
    "マックス・ヴェーバー著、大塚久雄訳『プロテスタンティズムの倫理と資本主義の精神』岩波書店、1989年。": {"translator": ["大塚久雄"], "title": "プロテスタンティズムの倫理と資本主義の精神"},
    "和田春樹・石坂浩一編『岩波小辞典 現代韓国・朝鮮』岩波書店、2002年。": {"author": [], "editor": ["和田春樹", "石坂浩一"]},
    "落合恵美子「近代家族をめぐる言説」井上俊ほか編『〈家族〉の社会学』岩波書店、1996年、23-53頁。": {"type": "chapter", "editor": ["井上俊"], "container_title": "〈家族〉の社会学", "page": "23-53"},
    "山岸俊男・小見山尚, 1995, 「信頼の意味と構造」『INSS journal』2: 1-59.": {"author": ["山岸俊男", "小見山尚"], "issued": 1995, "volume": "2", "container_title": "INSS journal"},
    "ミシェル・フーコー（渡辺一民・佐々木明訳）『言葉と物』新潮社、1974年。": {"translator": ["渡辺一民", "佐々木明"], "publisher": "新潮社"},
    "岩本康志. 1991年. 「配当軽課制度廃止の経済的効果」. 経済研究 42 (2): 127–38.": {"container_title": "経済研究", "publisher": None, "volume": "42", "issue": "2"},
    "「地方創生の課題」『朝日新聞』2015年4月1日朝刊3面。": {"type": "article-newspaper", "issued": 2015, "page": "3", "publisher": None},
    "黃進興，〈「聖賢」與「聖徒」〉，《中央研究院歷史語言研究所集刊》，第71本第3分（2000），頁509-561。": {"title": "「聖賢」與「聖徒」", "container_title": "中央研究院歷史語言研究所集刊", "volume": "71", "issue": "3", "page": "509-561"},
    "余英時，《朱熹的歷史世界》（臺北：允晨文化，2003），頁15。": {"title": "朱熹的歷史世界", "publisher_place": "臺北", "publisher": "允晨文化"},
    "葛兆光：《中国思想史》第2卷，上海：复旦大学出版社，2001年，第15页。": {"title": "中国思想史", "volume": "2", "publisher_place": "上海"},
    "陈来：《宋明儒学的“天地之心”论》，载杜维明主编：《思想·文献·历史》，北京：北京大学出版社，2008年，第120-141页。": {"type": "chapter", "editor": ["杜维明"], "container_title": "思想·文献·历史"},
    "季羡林：《对未来中国文化的展望》，《光明日报》1995年7月12日，第5版。": {"type": "article-newspaper", "page": "5", "container_title": "光明日报"},
    "鲁迅. 1981. 《中国小说的历史的变迁》. 收入 鲁迅全集, 第9册. 人民文学出版社.": {"container_title": "鲁迅全集", "volume": "9", "publisher": "人民文学出版社"},
    "周汝昌：《红楼梦》研究，北京：中华书局，1980年。": {"title": "《红楼梦》研究", "publisher": "中华书局"},
    "김영희, 「일제시기 농촌통제정책 연구」, 숙명여자대학교 박사학위논문, 1996.": {"type": "thesis", "publisher": "숙명여자대학교", "genre": "박사학위논문"},
    "에드워드 사이드, 박홍규 옮김, 『오리엔탈리즘』, 교보문고, 1991.": {"translator": ["박홍규"], "title": "오리엔탈리즘"},
    "이태진(李泰鎭), 『고종시대의 재조명』, 태학사, 2000.": {"author": ["이태진"], "publisher": "태학사"},
    "김동춘·박태균, 「한국전쟁과 사회변동」, 『역사비평』 51호, 2000, 33~58쪽.": {"author": ["김동춘", "박태균"], "issue": "51", "page": "33~58"},
    "钱穆：《国史大纲》（修订本），北京：商务印书馆，1996年，第20—25页。": {"author": ["钱穆"], "title": "国史大纲", "edition": "修订本"},
    "錢鍾書《管錐編》（北京：中華書局，1979年），第1冊，頁25。": {"author": ["錢鍾書"], "title": "管錐編", "volume": "1"},
    "J. R. マークセン, W. H. ケンプファー. 国際貿易〈上〉. 多賀出版; 1999.": {"publisher": "多賀出版", "title": "国際貿易〈上〉"},
    "見田宗介「まなざしの地獄」『展望』1973年5月号、98-119頁": {"container_title": "展望", "page": "98-119"},
    "大塚英志（編）『〈新しい歴史教科書〉をめぐって』青弓社、2001": {"editor": ["大塚英志"], "author": [], "title": "〈新しい歴史教科書〉をめぐって", "publisher": "青弓社"},
    "小熊英二, 「単一民族神話の起源」, 『思想』, no. 850, 1995, pp. 5-25.": {"type": "article-journal", "issue": "850", "volume": None},
    "钱理群：《鲁迅与北京大学》，《北京大学学报》（哲学社会科学版）1988年第3期。": {"container_title": "《北京大学学报》（哲学社会科学版）", "issue": "3"},
    "马星宇和赵东. 2024. 《死后生物化学分析的研究进展》. 中山大学学报（医学科学版） 45 (1): 13～20.": {"container_title": "中山大学学报（医学科学版）"},
    "中国图书馆学会, 编, 《图书馆学通信》. 北京图书馆, 北京, 1957年.": {"author": [], "editor": ["中国图书馆学会"], "publisher_place": "北京"},
    "张志祥, 《间断动力系统的随机扰动》, 北京大学数学学院, 北京, 1998.": {"type": "thesis", "publisher": "北京大学数学学院"},
    "人民日报, 《我国将推广农村客运车辆代运邮件快件》, 中国政府网, (2024).": {"type": "webpage"},
    "哈尔福德・麦金德，2014. 图解大国陆权[M]. 北京：中华书局.": {"author": ["哈尔福德·麦金德"]},
    # Borders in scripts without capitals.
    "駱為祥; 趙孟珂; 靳永愛. 談戀愛對青少年認知能力的影響. 教育心理學報 2022, 54 (1), 179～204.": {"author": ["駱為祥", "趙孟珂", "靳永愛"], "title": "談戀愛對青少年認知能力的影響"},
    "図書館用語辞典編集委員会. 2004. 最新図書館用語大辞典. 柏書房株式会社.": {"author": ["図書館用語辞典編集委員会"], "editor": []},
    "SONTA. 2024年，你的科研工作进展如何？[EB/OL]. (2025-01-18). https://www.zhihu.com/question/1": {"title": "2024年，你的科研工作进展如何？", "issued": 2025},
    "[1] 有村俊秀, 片山東と松本茂, 編, 環境経済学のフロンティア. 日本評論社, 2017.": {"title": "環境経済学のフロンティア", "container_title": None},
    "انجمن ملی حمل و نقل سالم, میزان مرگ و میر پروازهای هوایی از سال 1378 سالانه 5 درصد افزایش پیدا کرده است (1384).": {"author": ["انجمن ملی حمل و نقل سالم"]},
    "端利涛，2023. 以平台经济增加中低收入群体要素收入[M/OL]//李雪松. 中国五年规划发展报告. 北京：社会科学文献出版社：597-613.": {"title": "以平台经济增加中低收入群体要素收入"},
    "افشار مهاجر, کامران. نگاهی به صفحه‌آرایی قرآن‌های خطی و کاربرد آن. In : سایهٔ طوبی: مجموعه مقالات همایش نقاشی جهان اسلام. تهران : موزهٔ هنرها, 1379. p. 47–85.": {"author": ["افشار مهاجر"]},
    "דרוקמן, ירון. תעלומת הקצין מארה\"ב, הסודות והמאהבת. Ynet [מקוון]. 2015. זמין ב: https://www.ynet.co.il/a": {"author": ["דרוקמן"], "title": "תעלומת הקצין מארה\"ב, הסודות והמאהבת"},
    "پناهی, ح., & پرستویی, پ. (1384). سلام و خداحافظ. دارینوش.": {"title": "سلام و خداحافظ", "publisher": "دارینوش"},
    "پناهی ح, پرستویی پ. سلام و خداحافظ. دارینوش; 1384.": {"author": ["پناهی", "پرستویی"], "title": "سلام و خداحافظ", "publisher": "دارینوش"},
    "김태경기타. 청소년의 언어 의식 연구. 국제어문, v. 54, p. 43–93, 2012.": {"author": ["김태경"]},
    # A colon before a subtitle, a city before a publisher's name, a month before a volume.
    "有村俊秀と武田史郎 編 2012. 排出量取引と省エネルギーの経済分析：日本企業と家計の現状. 日本評論社.": {"title": "排出量取引と省エネルギーの経済分析：日本企業と家計の現状", "collection_title": None},
    "樋口直人. 日本型排外主義をめぐる問い. 名古屋: Nagoya Daigaku Shuppankai, 2014. p. 9–28.": {"publisher_place": "名古屋", "container_title": None},
    "Беньямин В. Произведение искусства в эпоху его технической воспроизводимости: Избранные эссе. Ромашко СА, редактор. М.: Медиум; 1996.": {"container_title": None},
    "Зеленина М. В. Крестьянское хозяйство Поволжья в 1920-е годы : дис. ... канд. ист. наук : 07.00.02. — Саратов, 2004. — 212 с.": {"publisher_place": "Саратов", "publisher": None},
    "Бадью, А. (2004). Делез. Шум бытия (Д. Скопина, Пер.). Прагматика культуры.": {"author": ["Бадью"], "title": "Делез. Шум бытия"},
    "健保ニュース編集部. 国民所得割合は上昇. 健保ニュース. 2011年11月;1950:25–7.": {"volume": "1950", "page": "25–7"},
    "Історія української культури / за ред. І. Крип’якевича. Київ : Либідь, 1994. 656 с.": {"title": "Історія української культури", "editor": ["Крип’якевича"]},
    "Шаповал Ю. Голодомор. URL: https://uinp.gov.ua/holodomor (дата звернення: 12.03.2021).": {"author": ["Шаповал"], "title": "Голодомор"},
    "Тодорова, М. Балканите: от откритие до конструкция. // Български фолклор, XX, 1994, № 3, с. 5-14.": {"container_title": "Български фолклор", "volume": "XX"},
    "Об образовании в Российской Федерации : федер. закон от 29.12.2012 № 273-ФЗ // Рос. газ. 2012. 31 дек.": {"type": "legislation", "number": "273-ФЗ", "container_title": "Рос. газ"},
    # Between commas in Latin letters.
    "Jan Křen, Konfliktní společenství, Český časopis historický 88, 1990, č. 3, s. 337–353.": {"author": ["Křen"], "title": "Konfliktní společenství"},
    "Ahmet Demir, Tanzimat Döneminde Eğitim Reformları, Yüksek Lisans Tezi, Ankara Üniversitesi Sosyal Bilimler Enstitüsü, Ankara 2008.": {"author": ["Demir"], "title": "Tanzimat Döneminde Eğitim Reformları"},
    "Szűcs Jenő: Vázlat Európa három történeti régiójáról. Budapest, Magvető, 1983.": {"publisher_place": "Budapest", "publisher": "Magvető"},
    "Al. Zub, Istoriografia română la vârsta sintezei, în „Revista de istorie”, t. 33, nr. 5, 1980, p. 901-920.": {"title": "Istoriografia română la vârsta sintezei", "container_title": "Revista de istorie"},
    "Đỗ Lai Thúy, “Phê bình văn học là gì?”, Tạp chí Văn học, số 3/1999, tr. 15-22.": {"container_title": "Tạp chí Văn học", "issue": "3"},
    "Nguyễn Đình Đầu (1994), Nghiên cứu địa bạ triều Nguyễn, NXB Thành phố Hồ Chí Minh, TP. Hồ Chí Minh.": {"publisher_place": "TP. Hồ Chí Minh"},
    "TT och Amanda Lindström. 2018. ”Brexitminister Davis har sagt upp sig”. Ekonomi. Dagens Nyheter, juli 9.": {"title": "Brexitminister Davis har sagt upp sig", "container_title": "Dagens Nyheter"},
}  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), READ.items(), ids=[raw[:24] for raw in READ])
def test_a_citation_says_what_its_parts_are(raw, expected):
    reference = parse(raw).reference
    said = {name: getattr(reference, name) for name in expected}
    for people in ("author", "editor", "translator"):
        if people in said:
            said[people] = [names.family(name) for name in said[people]]
    if "issued" in said:
        said["issued"] = said["issued"].date_parts[0][0]
    assert said == expected
