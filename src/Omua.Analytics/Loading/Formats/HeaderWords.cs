namespace Omua.Analytics;

/// <summary>
/// Names of columns in the languages of the ad platforms' interfaces, and the English ones that they stand for; after <see cref="HeaderName.Normalise"/>. Taken from the interfaces'
/// own column names in German, French, Spanish, Portuguese, Italian, Dutch, Polish and Japanese.
/// </summary>
internal static class HeaderWords
{
    private static readonly (string English, string Words)[] Table =
    [
        ("date", "datum fecha data 日付"),
        ("day", "tag jour día dia giorno dag dzień 日"),
        ("campaign", "kampagne campagne campaña campanha campagna kampania キャンペーン"),
        ("campaignname", "kampagnenname nomdelacampagne nombredelacampaña nomedacampanha nomecampagna campagnenaam nazwakampanii キャンペーン名"),
        ("adgroup", "anzeigengruppe groupedannonces grupodeanuncios gruppodiannunci advertentiegroep grupareklam 広告グループ"),
        ("adsetname", "anzeigengruppenname nomdelensembledepublicités nombredelconjuntodeanuncios nomedoconjuntodeanúncios nomegruppodiinserzioni"),
        ("ad", "anzeige annonce anuncio anúncio annuncio advertentie reklama 広告"),
        ("impressions", "impressionen impresiones impressões impressioni impressies vertoningen wyświetlenia 表示回数"),
        ("clicks", "klicks clics cliques clic klikken kliknięcia クリック数"),
        ("cost", "kosten coût coste costo custo costi koszt 費用"),
        ("spend", "ausgaben dépenses gasto gastos investimento spesa uitgaven wydatki"),
        ("amountspent", "ausgegebenerbetrag montantdépensé importegastado valorusado importospeso besteedbedrag wydanakwota"),
        ("conversions", "konversionen conversiones conversões conversioni conversies konwersje コンバージョン"),
        ("conversionvalue", "conversionwert valeurdeconversion valeurdeconv valordeconversión valordaconversão valordaconv valoredellaconversione valoreconv conversiewaarde wartośćkonwersji コンバージョン値"),
        ("revenue", "umsatz einnahmen revenus chiffredaffaires ingresos receita ricavi omzet przychód 売上"),
        ("currencycode", "währungscode codedeladevise códigodemoneda códigodamoeda codicevaluta valutacode kodwaluty 通貨コード"),
        ("currency", "währung devise moneda moeda valuta waluta 通貨"),
        ("country", "land pays país paese kraj 国"),
        ("device", "gerät appareil dispositivo apparaat urządzenie デバイス"),
        ("reportingstarts", "berichtsstart débutdesrapports iniciodelinforme iníciodosrelatórios iniziosegnalazione beginrapportage"),
        ("reportingends", "berichtsende findesrapports findelinforme términodosrelatórios finesegnalazione eindrapportage"),
        ("purchases", "käufe achats compras acquisti aankopen zakupy"),
    ];

    private static readonly Dictionary<string, string> English =
        Table.SelectMany(row => row.Words.Split(' '), (row, word) => (row.English, Word: word)).ToDictionary(pair => pair.Word, pair => pair.English, StringComparer.Ordinal);

    public static string ToEnglish(string name) => English.GetValueOrDefault(name, name);
}
