using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>Persons whose names one office writes in Latin and the other in Cyrillic, Greek or Arabic letters, with a birth date that may be missing.</summary>
internal static class ScriptsShape
{
    private static readonly (string Native, string Latin)[] Names =
    [
        .. ("Иван:Ivan Дмитрий:Dmitri Сергей:Sergei Алексей:Aleksey Наталья:Natalia Ольга:Olga Татьяна:Tatiana Юрий:Yuri Виктор:Viktor Андрей:Andrej Екатерина:"
            + "Ekaterina Светлана:Svetlana Николай:Nikolai Михаил:Mikhail").Split(' ').Select(Pair),
        .. "Γιώργος:Giorgos Δημήτρης:Dimitris Κωνσταντίνος:Konstantinos Ελένη:Eleni Μαρία:Maria Νίκος:Nikos Παναγιώτης:Panagiotis".Split(' ').Select(Pair),
        .. "محمد:Mohammed أحمد:Ahmed حسن:Hassan فاطمة:Fatima خالد:Khalid سعيد:Said يوسف:Youssef كريم:Karim".Split(' ').Select(Pair),
    ];

    private static readonly (string Native, string Latin)[] Families =
    [
        .. ("Иванов:Ivanov Кузнецов:Kuznetsov Соколов:Sokolov Попов:Popov Лебедев:Lebedev Козлов:Kozlov Новиков:Novikov Морозов:Morozov Волков:Volkov "
            + "Зайцев:Zaitsev Павлов:Pavlov Семенов:Semenov Шевченко:Shevchenko Чернов:Tschernow Щербаков:Shcherbakov").Split(' ').Select(Pair),
        .. ("Παπαδόπουλος:Papadopoulos Γεωργίου:Georgiou Ιωάννου:Ioannou Δημητρίου:Dimitriou Νικολάου:Nikolaou Χατζής:Chatzis Οικονόμου:Oikonomou "
            + "Βασιλείου:Vasileiou").Split(' ').Select(Pair),
        .. "منصور:Mansour حداد:Haddad خوري:Khoury نجار:Najjar عثمان:Othman صالح:Saleh رحمن:Rahman بركات:Barakat".Split(' ').Select(Pair),
    ];

    public static InventedTable Make(Invention invention, int persons)
    {
        var table = new InventedTable(["first_name", "last_name", "birth_date", "city"]);
        var towns = invention.Words(30);
        for (var e = 0; e < persons; e++)
        {
            var script = invention.Random.Next(3);
            var (first, last) = (One(invention, Names, script), One(invention, Families, script));
            var (born, town) = (invention.Date(1940, 2000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), invention.One(towns));
            table.Add(e, first.Latin, last.Latin, born, town);
            if (invention.Chance(0.3)) table.Add(e, first.Native, last.Native, born, invention.Chance(0.3) ? "" : town);
        }
        return table;
    }

    private static (string Native, string Latin) One(Invention invention, (string Native, string Latin)[] names, int script)
    {
        while (true)
        {
            var name = invention.One(names);
            if ((name.Native[0] < 0x400 ? 1 : name.Native[0] < 0x600 ? 0 : 2) == script) return name;
        }
    }

    private static (string Native, string Latin) Pair(string pair) => (pair[..pair.IndexOf(':', StringComparison.Ordinal)],
        pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
