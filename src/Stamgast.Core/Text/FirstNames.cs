using System.Collections.Frozen;

namespace Stamgast.Text;

/// <summary>Common first names of Western Europe, folded: two of them that differ are two people rather than a typing error (Emma and Emiel, Jan and
/// Jana).</summary>
public static class FirstNames
{
    // In addition to those in Nicknames.
    private static readonly FrozenSet<string> Others = (
        "emiel emile emil jana janne jan louis lou arthur noah adam liam lucas luca lukas finn felix oscar mats mathis jules gust vic kobe lowie lio leo milan "
            + "warre ferre senne seppe jarne robbe brent bjorn nathan aaron eden elias ethan gilles hugo ilias jasper kasper lander lennert lowie mauro " +
        "maxim otis owen quinten ruben ryan siebe sam seth simon tibo tristan tuur vince wannes wout xander yannick yves zeno bram bas bart daan dries floris "
        + "guido jeroen joost jurre kevin koen kurt lars luuk mees niels ralf rik roel ruud sander sem sil stef sven teun tijn tim tygo wesley wim " +
        "olivia mila noor ella lina ellie nora juliette anna lea camille alice elena lily mona julia nina zoe elise fien lotte amelie hailey mia lore luna "
        + "jade janne hanne merel nele nore roos sara sarah silke stien tess yana britt femke fenna fleur floor isa jasmijn lieke loes maud naomi noa " +
        "puck romy sanne sterre tessa vera yara wendy inge ilse ingrid hilde greet griet gerda godelieve nancy nathalie carine karin kelly kim kimberly "
        + "kirsten leen liesbet linda marleen martine nadia nadine petra rita sabine sandra saskia sigrid sonja tamara tania tineke vanessa veerle viviane " +
        "alain andre anthony antoine arnaud aurelien axel baptiste benoit bruno cedric clement corentin cyril damien denis emeric enzo fabien fabrice florent "
        + "florian francis gael gaetan geoffrey ghislain gregory guillaume guy herve jonathan jordan kilian kevin lionel loic ludovic marcel martial " +
        "mathis maxence mickael nicolas noel olivier pascal quentin raoul regis remi remy rene roger romain sacha samuel sebastien serge simon sylvain thibaut "
        + "thierry tristan valentin xavier yann yannis yvan yves adele agathe alexia alison amandine anais angelique audrey aurelie aurore axelle " +
        "beatrice berenice brigitte cecile celia celine chantal chloe clara claire clemence coralie corinne delphine diane elodie emeline estelle eugenie "
        + "fabienne fanny flavie flora florence gaelle genevieve gwendoline helene ines jessica josiane justine laetitia laura laure lea louise lucie lydie " +
        "maelle maeva manon margaux marine marion melanie melissa morgane muriel myriam nadege nadine noemie oceane odile ophelie pascale pauline priscilla "
        + "rachel sabine salome severine simone solene sylvie valentine valerie virginie yolande yvette yvonne " +
        "alfred anke axel birgit bruno carsten claudia dagmar detlef dieter dietmar doris edgar elfriede elke erich erika erwin eva frauke gabriele gerd "
        + "gisela guenter gunter gustav hannelore heidi heiko heike helga helmut henning herbert holger horst hubert ilona inga ines ingo ingrid irmgard " +
        "jens joachim julian jutta kai karin karsten katrin kerstin kevin lars leon lothar lukas manfred manuela marcel marion mario marlies mathilde melanie "
        + "moritz nadine nils norbert olaf oliver oskar otto petra philipp rainer ralf regina reinhold renate rene roswitha rudiger sabine sandra sebastian " +
        "silke silvia simone sonja steffen susanne sven swantje tanja thorsten timo tobias torsten udo ulrich ulrike ute uwe valentin verena volker werner "
        + "wiebke wolfgang yvonne " +
        "alfie amber amy andrew angela ashley barry beth brian bruce callum carol charlotte chloe claire colin connor craig darren dean deborah debra derek "
        + "diana donald donna douglas duncan dylan edgar eileen elaine elsie ethan evan evie fiona freya gareth gary gavin gemma gillian glenn gordon grace " +
        "graham grant harvey hazel heather heidi holly howard hugh ian isaac isla ivy jacqueline jade jake janet janice jared jasmine jason jean jennifer "
        + "jessica jill joel jordan joyce judith judy justin karen keith kelly kenneth kerry kevin kyle lauren leah leslie lesley liam linda lindsay lisa "
        + "logan " +
        "lorraine louisa lydia lynn malcolm marcus maureen megan melissa mitchell molly nancy neil nigel noah norman oliver olivia oscar owen pamela paula "
        + "philippa phoebe poppy rachel ralph rebecca rhys robin rosie ross russell ruth ryan sally samantha scott sean shane sharon shirley sheila sienna "
        + "simon " +
        "sophie stuart susan tara teresa tracey tracy trevor tyler vanessa violet vivian wayne wendy yvonne zachary " +
        "amir anas ayoub bilal hamza imran ismael jamal karim malik marwan mehdi nabil nassim rayan reda samir sofiane tarik walid yassin yassine youssra "
        + "younes zakaria amal asma farah hafsa hind ikram imane jamila karima laila leila loubna maryam nawal nora safae salma samira sara soukaina yasmina "
        + "zohra " +
        "elif emre hakan kadir kemal murat ozan serkan tolga umut yusuf zehra bartek dariusz ewelina iwona jacek kacper kamil lukasz mariusz monika pawel "
        + "radoslaw slawomir wieslaw zbigniew alessio chiara davide elisa fabio federica giorgia luca marta matteo nicola paola riccardo silvia "
        + "simona stefano " +
        "alba alejandro alvaro carmen diego elvira fernando iker ines javier jesus lourdes manuel mercedes miguel nuria pablo pilar raul rocio sergio beatriz "
        + "bruno duarte fernanda joana joao nuno rui tiago").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Others.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for a folded name that is one of them.</summary>
    public static bool Knows(ReadOnlySpan<char> folded) => Lookup.Contains(folded) || Nicknames.Knows(folded);
}
