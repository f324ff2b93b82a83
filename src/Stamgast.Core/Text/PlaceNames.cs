using System.Collections.Frozen;

namespace Stamgast.Text;

/// <summary>Knows the towns that have a name in several languages: Gent and Gand, Luik, Liège and Lüttich, Köln and Keulen.</summary>
public static class PlaceNames
{
    private const string Groups = """
        brussel,bruxelles,brussels,brussel stad,bruxelles ville
        antwerpen,anvers,antwerp
        gent,gand,ghent
        luik,liege,luttich
        brugge,bruges
        leuven,louvain
        mechelen,malines
        namen,namur
        bergen,mons
        doornik,tournai
        kortrijk,courtrai
        aalst,alost
        dendermonde,termonde
        ronse,renaix
        oostende,ostende
        ieper,ypres
        veurne,furnes
        lier,lierre
        tienen,tirlemont
        tongeren,tongres
        sint truiden,saint trond
        halle,hal
        vilvoorde,vilvorde
        nijvel,nivelles
        waver,wavre
        aarlen,arlon
        moeskroen,mouscron
        komen,comines
        geraardsbergen,grammont
        eupen,neau
        elsene,ixelles
        ukkel,uccle
        schaarbeek,schaerbeek
        vorst,forest
        oudergem,auderghem
        etterbeek
        sint gillis,saint gilles
        sint jans molenbeek,molenbeek saint jean,molenbeek
        sint lambrechts woluwe,woluwe saint lambert
        sint pieters woluwe,woluwe saint pierre
        sint joost ten node,saint josse ten noode
        watermaal bosvoorde,watermael boitsfort
        den haag,s gravenhage,sgravenhage,the hague,la haye
        den bosch,s hertogenbosch,shertogenbosch,bois le duc
        vlissingen,flessingue
        rijsel,lille
        duinkerke,dunkerque,dunkirk
        parijs,paris
        straatsburg,strasbourg,strassburg
        aken,aachen,aix la chapelle
        keulen,koln,cologne,koeln
        munchen,munich,muenchen
        frankfurt,frankfurt am main,francfort
        hamburg,hambourg
        luxemburg,luxembourg
        wenen,wien,vienna,vienne
        geneve,genf,geneva
        londen,london,londres
        """;

    private static readonly FrozenDictionary<string, string> Names = Groups
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(line => line.Split(',').Select(name => (Name: name, First: line.Split(',')[0])))
        .ToFrozenDictionary(n => n.Name, n => n.First, StringComparer.Ordinal);

    /// <summary>One spelling of a folded city name: the first of its group, "st" and "saint" as "sint"; otherwise the text itself.</summary>
    public static string Plain(string folded)
    {
        if (Names.TryGetValue(folded, out var known)) return known;
        if (!folded.StartsWith("st ", StringComparison.Ordinal) && !folded.StartsWith("saint", StringComparison.Ordinal)) return folded;
        var sint = "sint " + folded[(folded[1] == 't' ? 3 : folded.StartsWith("sainte ", StringComparison.Ordinal) ? 7 : Math.Min(folded.Length, 6))..];
        return Names.GetValueOrDefault(sint, sint);
    }
}
