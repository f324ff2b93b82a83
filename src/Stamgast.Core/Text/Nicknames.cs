using System.Collections.Frozen;

namespace Stamgast.Text;

/// <summary>Knows which first names are equivalent: Jan and Johannes, Bob and Robert, Sofie and Sophie, Fons and Alfons, Mo and Mohamed.</summary>
public static class Nicknames
{
    // One group a line, a longer one goes on indented: each name is in one group only; the first is its root. Folded spellings.
    private const string Groups = """
        johannes jan johan john johnny jon hans hannes jean jehan giovanni juan ivan jannes jens jo
        jozef josef joseph jef jos joe joep jup sepp beppe giuseppe jozeph yusuf youssef yousef josip joey
        josephine jozefien josefien josefine fien fientje jose josee
        willem wim william wilhelm guillaume will bill billy willy wil guglielmo willie
        wilhelmina mina willemijn wilma helma mien mientje
        petrus peter piet pieter pierre pete peer pitt pjotr piotr pedro pietro petr
        paulus paul pol pavel pawel paolo pablo pauwel
        paula paulien pauline paulina
        jacobus jacob jaak jaap jakob jacques jack koos james jim jimmy sjaak jaco jakub jamie jimmie jem
        hendrik henk rik henri henry harry heinrich heinz hein enrico henrik harrie riek hal
        hendrika rika henriette jet henrietta
        robertus robert rob bob bobby bert robbert roberto robby robbie bobbie
        richard rick dick ricky richie riccardo ricardo ryszard rickie ritchie
        karel karl carl charles charlie charly carlo carlos karol carolus sjarel
        karolien carolien caroline karoline carolina lien
        frederik fred freddy frits fritz frederic friedrich frederick fredrik federico freddie
        frederika frederique
        franciscus frans franz francois francis frank franky francesco francisco cis sus franc frankie
        francisca francoise franciska cisca ciska frances fanny sisca franziska frannie francie fran
        antonius antoon anton antoine toon tony ton antonio anthony teun antony toni
        antonia antoinette toos tonia
        andreas andries andre andrew andy dries andrea andrzej andrej andrei drew
        alexander alex alexandre sander xander alexandr aleksander alessandro lex sasha aleksandar alec alick sandy
        alexandra alexia sandra sandrine aleksandra
        nicolaas nico nicolas niko klaas claus klaus nikolaus nick nicky nicolaos nikola mikolaj
        nicole nicoletta nicolette
        ludovicus lodewijk louis ludwig luis luigi lowie ludo ludovic lou lewis
        louise lowiese luise
        michael michel michiel mike mick mihai michal mikael miguel michele machiel chiel mickey micky mikey
        michelle michaela mischa
        matthias mathias matthieu mathieu matthew matt thijs mattias matthijs mathijs matteo mateusz matej tijs
        martinus martin maarten marten martijn tinus marcin
        martina martine tine
        marcus marc mark markus marco marek
        laurentius laurens lorenz laurent lawrence larry lorenzo lars rens laurenz laurie
        thomas tom tommy tomas tomasz maas tommie
        stefanus stefan stephan stephane stefaan steven steve stephen etienne esteban szczepan stefano stijn stevie
        stephanie stefanie steffi fanie stefania
        philippus filip philip philippe phil flip felipe filippo pip
        christiaan christian chris kris christoph christophe kristof christopher christof kristiaan krzysztof christ
        christina christine christel kristien kristin christien kristina tina christiane kirsten chrissie chrissy
        gerardus gerard gerrit gert geert gerhard gerry gerd gerrie
        geertrui gertrude geertruida truus trudy gertrud
        arnoldus arnold nol arnaud arno arnout
        leopold leo leon leonard leonardo lenny lennert len
        albert albrecht alberto ab appie albertus bertus bertie
        alfons alphonse fons alfonso alphons
        edward eduard ed eddy edouard ward edgard ted eddie edoardo neddy ned
        eugeen eugene eugen gene
        gustaaf gustave gust staf gustav gustavo
        georges george joris georg jurgen jorg jorge giorgio jerzy sjors jiri georgie
        julius jules julien julian juul julio
        juliana julie julia juliette jule
        augustus august auguste guus gus
        theodoor theo theodor theodore dorus fedor teddy
        vincentius vincent vince vincenzo cent
        victor viktor vic vittorio
        daniel dan danny daan daniele danilo dannie
        david dave davy dawid davide davey davie
        benjamin ben benny benjamino
        bernardus bernard bernhard bernd barend
        samuel sam sammy sammie
        maximiliaan max maxime maximilian massimo
        sebastiaan sebastian sebastien bas seb
        emmanuel emanuel manu manuel
        gabriel gabriele
        raphael rafael raf raffaele
        rudolf rudy rolf rudi ralph ralf
        roeland roland roel rolande
        walter wouter gauthier walther wolter gautier wally walt
        herman hermann manus armand
        dirk diederik dietrich didier thierry diedrik derk
        koenraad koen konrad conrad coen
        simon siemen symon szymon
        adriaan adrian adrien ad arie adri
        adriana adrienne adriane
        maria marie mary mia mieke rie ria maryam marieke mariette marijke marij miet mariam mariya marya molly polly moll maisie
        marianne marianna mariana
        margaretha margriet margaret marguerite greet griet greta grietje maggie peggy meg margot margarete grete gretel malgorzata margo gretchen peggie
            maggy madge meggy
        magdalena magda leen lena madeleine magali madelein
        helena helene heleen leentje ellen elena helen lenka nell nellie nelly
        elisabeth elizabeth liesbeth els elise elsje lies liesje betty lisa liz beth lieselotte elisabet eliza bettina isabelle isabel isabella isabeau bella
            elzbieta lisbeth ilse lizzie lizzy bess bessie betsy libby lizbeth
        johanna jeanne joanna hanna hannah janneke jeannette jeanine joan jane janna jannie joke joanne hanne jeannie jenny
        anna anne ann annie anneke anja annette anouk an antje ana anka
        annemie annemarie annamaria annemieke
        katharina catharina catherine katrien trien katrijn kaat kathleen cathy kathy kate katie katja karin katarina trijntje katarzyna ekaterina rina
            karine kitty katy katey kathie cathie
        theresia therese theresa trees tess teresa resi terry tessa
        barbara babs barbel barb bar barbie bobbi
        suzanna suzanne suzy susanne susan sue susanna zuzanna suzie susie sukie
        veronica veronique veerle veronika vroni
        victoria victorine vicky viktoria vickie
        patricia patty pat patrizia patti pattie trish tricia
        patrick patrik patrice paddy paddie
        monica monique monika
        dominique dominik dominiek
        sofie sophie sofia sophia fie zofia sofija
        charlotte lotte charlot lot carlotta lottie
        emilia emilie emily milly millie
        emma em emmy
        eva eve evi ewa
        lucia lucie lucy luce
        gabriella gabrielle gaby gabi
        ursula ursel uschi
        cornelis kees cor cornelius nelis corneel kornelis cees
        cornelia nel neel corrie
        hubertus hubert huib
        bartholomeus bart bartolomeus bartosz bartel
        lambertus lambert lammert
        gijsbertus gijs gijsbert gysbert
        rutger roger rogier rutgert
        reinhard renaat reinaart reinoud
        wilfried wilfred
        siegfried sigfried
        jeremias jeremy jeremie jerome jeroen hieronymus
        kevin kev
        mohamed mohammed muhammad mohammad muhammed mehmet mo mohamad mouhamed mohand muhamed moh
        ahmed ahmet achmed ahmad
        mustafa mustapha moustafa moestafa
        hassan hasan hassen
        hussein husseyin huseyin houssein hocine hossein
        abdallah abdullah abdellah abdoullah
        abderrahman abdurrahman abdelrahman
        rachid rashid rasit
        said sayed sait saeed
        khalid halid khaled halit
        omar omer umar
        ali aly
        ibrahim abraham brahim ebrahim
        ismail ismael
        fatima fatma fatimah fatoumata
        aicha aisha ayse aische aischa aysha
        khadija hatice khadidja hadija kadija
        zeynep zineb zaynab zainab
        meryem miryam miriam mirjam myriam
        emine amina aminah
        yasmine yasmin jasmine jasmin jasmijn yasemin
        aleksej alexei alexey aleksei
        dmitri dimitri dmitry dimitry
        sergej sergei serge sergey sergio
        vladimir wladimir volodymyr
        mikhail michail misha
        jelena yelena
        natalia nathalie natalie natalja natalya natasja natasha nataliya
        tatiana tatjana tanja tania tatyana
        svetlana swetlana
        grzegorz gregor gregory gregoire greg
        wojciech wojtek
        agnieszka agnes agnese
        deborah debora debbie debby deb
        pamela pam
        jennifer jenifer jen jenn
        kenneth ken kenny
        ronald ronny ronnie ron
        donald don donnie donny
        timothy timotheus tim timmy timo
        raymond ray raymund
        gilbert gil
        zacharias zachary zach zack
        nathaniel nathan nat nate
        abigail abby abbie
        rebecca rebekka becky becca
        dorothea dorothy dorothee dot dottie dolly thea doortje
        sarah sara sally sadie
        eleonora eleanor eleanore eleonore ellie nora noortje
        virginia ginny
        jessica jess jessie
        amanda mandy
        cynthia cindy
        sabrina brina
        gwendolyn gwen
        winifred winnie
        constance connie constant
        florence flo flora flossie
        """;

    private static readonly FrozenDictionary<string, string> Roots = Read();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Roots.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The root of a folded first name ("johannes" for "jan"); the name itself when it is in no group.</summary>
    public static ReadOnlySpan<char> Root(ReadOnlySpan<char> folded) => Lookup.TryGetValue(folded, out var root) ? root : folded;

    /// <summary>True when two folded first names are equivalent.</summary>
    public static bool AreAlike(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => Root(a).SequenceEqual(Root(b));

    /// <summary>True for a known name, so that a column of such names holds first names.</summary>
    public static bool Knows(ReadOnlySpan<char> folded) => Lookup.ContainsKey(folded);

    private static FrozenDictionary<string, string> Read()
    {
        var roots = new Dictionary<string, string>(StringComparer.Ordinal);
        var root = "";
        foreach (var line in Groups.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var names = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line[0] != ' ') root = names[0];
            foreach (var name in names) roots.Add(name, root);
        }
        return roots.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
