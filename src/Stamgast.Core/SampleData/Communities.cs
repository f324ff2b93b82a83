namespace Stamgast.SampleData;

/// <summary>The name stocks of the people who live between Amsterdam, Paris and Berlin. Composed surnames resemble real ones; no real person is
/// meant.</summary>
internal static class Communities
{
    public static readonly Community Flemish = new(
        """
        Jan, Marc, Luc, Peter, Tom, Patrick, Kevin, Bart, Wim, Dirk, Koen, Johan, Paul, Geert, Stijn, Kris, Thomas, Pieter, Frank, Erik, Jef, Bram, Lucas,
        Noah, Arthur, Louis, Liam, Jules, Adam, Victor, Mathis, Robbe, Senne, Wout, Rudi, Ivan, Guido, Willy, Roger, Etienne, Jozef, Frans, Karel, Michiel,
        Jonas, Niels, Dries, Maarten, Ruben, Joris, Yves, Filip, Hans, Gert, Danny, Walter, André, Hugo, Nick, Sven, Davy, Tim, Jens, Simon, Gilles
        """,
        """
        Maria, An, Els, Marie, Sofie, Martine, Ann, Sarah, Nathalie, Laura, Julie, Emma, Lotte, Katrien, Hilde, Inge, Rita, Kim, Lisa, Eva, Olivia, Louise,
        Griet, Lien, Ine, Julia, Ella, Mila, Elise, Nora, Annelies, Leen, Tine, Veerle, Karin, Nele, Heidi, Sabine, Lieve, Monique, Godelieve, Christiane,
        Nicole, Jacqueline, Ingrid, Kathleen, Liesbeth, Elke, Silke, Femke, Amber, Charlotte, Hanne, Marleen, Jozefien, Elisabeth, Johanna, Margareta, Ilse, Tinne
        """,
        """
        Peeters, Janssens, Maes, Jacobs, Mertens, Willems, Claes, Goossens, Wouters, De Smet, Vermeulen, Pauwels, Aerts, Hermans, De Clercq, Smets, Michiels,
        De Backer, Hendrickx, Desmet, Van Damme, Martens, Baert, Lemmens, Thys, De Pauw, Bogaert, Cools, Declercq, De Ridder, Verhoeven, Segers, Stevens,
        Van den Broeck, Van de Velde, De Vos, Wauters, Vandenberghe, Verstraete, Coppens, De Meyer, Smeets, Timmermans, Geerts, Moens, Bosmans, Van Dyck,
        Verlinden, Lievens, Desmedt, Callens, Debruyne, Vandamme, D'Hondt, Lippens, Verbeke, Claeys, Vercammen, Sterckx, Van Hove, Nys, Raes, De Wolf,
        Van den Bossche, Van Acker, De Bruyn, Lambrechts, Nijs, Cuypers, Daems, De Cock, Bauwens, Van den Berghe, Vandenbroucke, Dewitte, Vervoort
        """,
        """
        Van, Van de, Van den, Van der, Vande+, Vanden+, Vander+, Ver+, De, _, _, _ |
        Heuvel, Meers, Kerk, Brug, Beek, Broek, Bosch, Veld, Haut, Steen, Poel, Moer, Lind, Elst, Eyck, Hoeck, Kouter, Laer, Meul, Mot, Rod, Schuer, Straet, Wal,
        Weyer, Wiel, Winckel, Zand, Zyp, Abeel, Berk, Borre, Bulck, Casteel, Cruys, Dam, Doorn, Dries, Eeck, Ghinst, Gracht, Haeg, Heed, Herck, Hulst, Kerckhov,
        Keer, Maele, Nieuw, Perr, Plas, Putt, Rijs, Sand, Snick, Syp, Vaer, Vijver, Voord, Waer, Woest, Bril, Cauter, Donck, Goet, Kelder, Lauw, Noot, Spiegel, Tempel |
        e, en, s, mans, aert, aerts, inck, ens, ghem, els, ers, hout, hove, huyse, man, eleer, voorde
        """);

    public static readonly Community Walloon = new(
        """
        Jean, Michel, Philippe, Pierre, Marc, Luc, Thomas, Nicolas, David, Christophe, Olivier, Benoît, François, Alain, Daniel, Patrick, Laurent, Julien, Maxime,
        Antoine, Simon, Louis, Hugo, Gabriel, Arthur, Lucas, Nathan, Théo, Mathieu, Sébastien, Frédéric, Vincent, Pascal, Thierry, Didier, Bernard, Jacques, André,
        Claude, Étienne, Gilles, Quentin, Loïc, Jérôme, Cédric, Jean-Pierre, Jean-Marc, Jean-Luc, Jean-François, Stéphane, Raphaël, Guillaume, Éric, Fabrice, Yves
        """,
        """
        Marie, Nathalie, Isabelle, Sophie, Christine, Catherine, Anne, Martine, Julie, Céline, Laura, Émilie, Charlotte, Camille, Léa, Emma, Louise, Chloé, Alice,
        Juliette, Lucie, Manon, Sarah, Caroline, Valérie, Véronique, Sylvie, Françoise, Monique, Nicole, Jacqueline, Brigitte, Dominique, Pascale, Stéphanie,
        Virginie, Aurélie, Delphine, Florence, Hélène, Élodie, Amandine, Justine, Marine, Pauline, Zoé, Inès, Anne-Marie, Marie-Claire, Bénédicte, Éloïse, Agnès
        """,
        """
        Dubois, Lambert, Martin, Dupont, Simon, Laurent, Denis, Leroy, Lejeune, Dumont, Renard, Leclercq, Gérard, Evrard, Lefèvre, Michel, Mathieu, Thomas,
        Charlier, Collard, Fontaine, Noël, Hubert, Bertrand, François, Henry, Delvaux, Gilles, Marchal, Jacquemin, Gillet, Leonard, Bodart, Wauthier, Pirotte,
        Collignon, Legrand, Carlier, Delhaye, Rousseau, Louis, Nicolas, Petit, Poncelet, Willame, Remy, Hardy, Servais, Toussaint, Lemaire, Delcourt, Marechal,
        Lambotte, Georges, Adam, Detry, Masson, Baudouin, Deprez, Piette, Wilmart, Moreau, Bernard, Maréchal, Léonard, Dethier, Bastin
        """,
        """
        _, _, _, _, _, De+, Du+, Le+, La+, Del+ |
        Bert, Cham, Mor, Dur, Gauth, Lam, Mass, Perr, Ren, Rouss, Sim, Vill, Bell, Blanch, Bonn, Bouch, Bourg, Brass, Caill, Card, Carp, Caz, Cord, Crois, Darm,
        Dom, Fav, Ferr, Font, Fourn, Gar, Gill, Gob, Grand, Guill, Hub, Jacq, Jol, Lac, Lah, Lef, Mal, March, Mart, Mich, Nav, Nicol, Pasqu, Pet, Pich, Poir, Rag,
        Rib, Rob, Sauv, Tiss, Vass, Verd, Vign, Wath, Colm, Hann, Thir |
        ard, aud, eau, et, ier, in, ois, on, oux, elle, ette, ay, ain, ault, el, iot, otte, eron, and, ery, art, ot
        """);

    public static readonly Community Dutch = new(
        """
        Jan, Johannes, Willem, Hendrik, Pieter, Cornelis, Henk, Kees, Piet, Peter, Mark, Jeroen, Rob, Erik, Hans, Martijn, Dennis, Tim, Daan, Sem, Levi, Noah, Lucas,
        Finn, Bram, Luuk, Milan, Jesse, Thijs, Lars, Sander, Gerard, Theo, Wouter, Maarten, Rick, Stefan, Niels, Joost, Bas, Arjan, Marcel, Ruud, Sjoerd, Jelle,
        Teun, Gijs, Floris, Koen, Ruben, Thomas, Albert, Gerrit, Jacob, Dirk, Frank, Robert, Michiel, Wim, Ton
        """,
        """
        Maria, Johanna, Anna, Cornelia, Wilhelmina, Elisabeth, Monique, Petra, Ingrid, Linda, Sandra, Esther, Marieke, Anneke, Ria, Emma, Julia, Mila, Tess, Sophie,
        Zoë, Sara, Nora, Eva, Anouk, Lotte, Sanne, Femke, Annemarie, Marloes, Wil, Truus, Tineke, Yvonne, Marjan, Karin, Saskia, Mirjam, Fleur, Roos, Iris, Lieke,
        Noor, Isa, Fenna, Jasmijn, Judith, Wendy, Astrid, Hanneke, Hendrika, Margaretha, Catharina, Joke, Lisa, Manon
        """,
        """
        de Jong, Jansen, de Vries, van den Berg, Bakker, van Dijk, Visser, Janssen, Smit, Meijer, de Boer, Mulder, de Groot, Bos, Vos, Peters, Hendriks, van Leeuwen,
        Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Meer, van der Linden, Kok, Jacobs, de Haan, Vermeulen, van den Heuvel, van der Veen,
        van den Broek, de Bruijn, de Bruin, van der Heijden, Schouten, van Beek, Willems, van Vliet, van de Ven, Hoekstra, Maas, Verhoeven, Koster, van Dam,
        van der Wal, Prins, Blom, Huisman, Peeters, Kuipers, van Veen, van Dongen, Veenstra, Kramer, van den Bosch, van der Velden, van 't Hof, ter Horst
        """,
        """
        van, van de, van den, van der, de, ter, _, _, _, _, _ |
        Hoek, Dijk, Veen, Meer, Bosch, Broek, Burg, Brink, Berg, Hof, Horst, Kamp, Kolk, Laan, Mark, Molen, Noord, Ooster, Plas, Polder, Rijn, Schans, Sloot, Spek,
        Steen, Stok, Vaart, Vliet, Wal, Water, Weide, Wester, Wijk, Wold, Zand, Zwaan, Kuip, Timmer, Slag, Fokke, Wiers, Loog, Post, Riet, Haring, Kool, Hout, Boom,
        Draai, Eike, Groene, Heer, Kort, Lange, Nieuwe, Oude, Roo, Smal, Vlas, Wolf |
        stra, ma, man, sma, huis, ink, inga, ers, sen, kamp, hof, horst, meijer, burg, dam, veld, laar, wijk, stein, zaad, hoven, s
        """);

    public static readonly Community German = new(
        """
        Peter, Michael, Thomas, Andreas, Wolfgang, Klaus, Jürgen, Stefan, Christian, Uwe, Werner, Hans, Frank, Dieter, Manfred, Günter, Matthias, Martin, Markus,
        Jens, Bernd, Ralf, Sebastian, Alexander, Daniel, Jan, Tobias, Florian, Maximilian, Paul, Leon, Finn, Lukas, Jonas, Felix, Elias, Ben, Noah, Karl, Heinz,
        Horst, Gerhard, Helmut, Rainer, Jörg, Sven, Björn, Kai, Tim, Jannik, Hans-Peter, Karl-Heinz, Norbert, Holger, Dirk
        """,
        """
        Maria, Ursula, Monika, Petra, Sabine, Renate, Karin, Brigitte, Ingrid, Erika, Andrea, Gisela, Claudia, Susanne, Gabriele, Christa, Helga, Birgit, Elke,
        Martina, Julia, Anna, Laura, Lena, Lea, Hannah, Mia, Emma, Sophie, Katharina, Stefanie, Nicole, Anja, Silke, Heike, Kerstin, Ute, Angelika, Barbara,
        Christine, Johanna, Franziska, Jana, Lisa, Marie, Charlotte, Clara, Käthe, Grete, Ann-Kathrin, Jördis
        """,
        """
        Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Schäfer, Koch, Bauer, Richter, Klein, Wolf, Schröder, Neumann, Schwarz,
        Zimmermann, Braun, Krüger, Hofmann, Hartmann, Lange, Schmitt, Werner, Schmitz, Krause, Meier, Lehmann, Schmid, Schulze, Maier, Köhler, Herrmann, König,
        Walter, Mayer, Huber, Kaiser, Fuchs, Peters, Lang, Scholz, Möller, Weiß, Jung, Hahn, Schubert, von der Heide, von Stein, zur Mühlen, Großmann, Böhm
        """,
        """
        _, _, _, _, _, _, _, _, _, _, von, von der |
        Alt, Hinter, Ober, Unter, Neu, Brand, Stein, Birk, Eich, Hasel, Kupfer, Wolf, Grün, Rot, Schön, Stolz, Wald, Wies, Rosen, Lilien, Hoch, Burg, Linden, Erlen,
        Tann, Mühl, Kirch, Berg, Tal, Bach, Krumm, Lauter, Mittel, Nieder, Oster, Reut, Sieben, Stadel, Winkel, Ziegel, Donner, Eber, Fried, Gold, Hart, Immen |
        berg, feld, haus, müller, meier, maier, hof, bauer, mann, brunner, acker, bacher, stein, wieser, huber, schmidt, egger, auer, inger, ler, ner, thal, hammer, kofler, reiter, höfer, stätter
        """);

    public static readonly Community Luxembourgish = new(
        "Jean, Marc, Claude, Pol, Luc, Tom, Charel, Guy, Fränk, Romain, Jos, Nico, Fernand, Georges, Steve, Gilles, Yves, Laurent, Serge, Carlo, Félix, Max, "
            + "Ben, Luca, Raymond",
        "Marie, Anne, Nathalie, Martine, Sylvie, Josée, Monique, Carole, Michèle, Danielle, Tessy, Lynn, Claire, Chantal, Viviane, Joëlle, Mandy, Lisa, Emma, "
        + "Lena, Romaine, Marianne, Nadine, Paule, Fabienne",
        """
        Schmit, Muller, Weber, Hoffmann, Wagner, Thill, Schmitz, Schroeder, Reuter, Klein, Becker, Kieffer, Kremer, Faber, Meyer, Schneider, Weis, Simon, Welter, Hansen,
        Majerus, Ries, Meyers, Kayser, Steffen, Krier, Braun, Wagener, Diederich, Biver, Kirsch, Theis, Mertens, Goedert, Ney, Thoma, Feller, Hengen, Konsbruck, Wirth
        """,
        """
        _ |
        Wald, Stein, Berg, Kreuz, Bock, Eisch, Felt, Gran, Hess, Kaul, Lint, Mersch, Nied, Ost, Pletsch, Reck, Scheid, Trier, Urb, Weil, Zeim, Alf, Brach, Clem, Dond |
        en, er, ges, inger, mann, eler, haus, ert, es, linger, bach, feld
        """);

    public static readonly Community Moroccan = new(
        """
        Mohamed, Ahmed, Youssef, Hassan, Rachid, Karim, Omar, Ali, Said, Mustafa, Hamza, Bilal, Ayoub, Ilias, Khalid, Driss, Nabil, Anouar, Zakaria, Imran, Yassine,
        Abdellah, Brahim, Samir, Redouan, Ismail, Soufiane, Adil, Jamal, Abdelkader
        """,
        """
        Fatima, Khadija, Aicha, Nadia, Samira, Naima, Malika, Yasmina, Hanane, Loubna, Salma, Imane, Amina, Meryem, Sara, Laila, Karima, Hafida, Rachida, Souad, Ikram,
        Zineb, Fatiha, Nora, Latifa, Ilham, Houda, Asma, Dounia, Siham
        """,
        """
        El Amrani, Benali, El Idrissi, Alaoui, Haddad, Bennani, El Khattabi, Amrani, Tahiri, Bouzid, Berrada, Chakir, El Fassi, Lahlou, Mansouri, Naciri, Ouali, Rachidi,
        Saidi, Ziani, Bakkali, El Ghazi, Azzouzi, Boulahya, Kaddouri, Belhaj, El Morabet, Aarab, Moussaoui, Yahyaoui, Ouazzani, Benhaddou, Talbi, Filali, Zerouali,
        El Yousfi, Achahbar, Bouali, Charif, Ait Brahim
        """,
        """
        El, Ben+, Bou+, _, Ait |
        Abd, Ach, Ham, Kad, Mans, Mour, Nass, Rach, Sal, Tah, Yous, Zer, Bakk, Chah, Dari, Far, Ghan, Hass, Idr, Jab, Khat, Louk, Mess, Ouar |
        aoui, ani, oui, i, ari, ouni, idi, ouri, ali, aki, ouchi, ati
        """);

    public static readonly Community Turkish = new(
        "Mehmet, Mustafa, Ahmet, Ali, Hüseyin, Hasan, Murat, Yusuf, Emre, Ömer, Kemal, Burak, Can, Fatih, Serkan, Hakan, Orhan, Osman, Süleyman, Uğur",
        "Fatma, Ayşe, Emine, Hatice, Zeynep, Elif, Meryem, Özlem, Gül, Sevgi, Derya, Esra, Büşra, Yasemin, Ebru, Selin, Songül, Hülya, Nur, Aylin",
        "Yılmaz, Kaya, Demir, Şahin, Çelik, Yıldız, Yıldırım, Öztürk, Aydın, Özdemir, Arslan, Doğan, Kılıç, Aslan, Çetin, Kara, Koç, Kurt, Özkan, Şimşek, "
        + "Polat, Korkmaz, Erdoğan, Güneş, Aksoy, Bulut, Taş, Ünal, Acar, Karaca",
        "_ | Ak, Kara, Demir, Gül, Yıl, Öz, Er, Taş, Ay, Gök, Sarı, Bal, Can, Kurt, Alt, Bay, Çam, Dağ | soy, kan, demir, kaya, taş, oğlu, türk, tekin, man, "
        + "maz, bay, han, tepe, yurt");

    public static readonly Community Slavic = new(
        "Piotr, Krzysztof, Andrzej, Tomasz, Paweł, Marcin, Michał, Jakub, Łukasz, Marek, Grzegorz, Adam, Wojciech, Ivan, Dmitri, Aleksandar, Milan, Goran, "
            + "Dragan, Petr",
        "Anna, Katarzyna, Małgorzata, Agnieszka, Ewa, Monika, Joanna, Magdalena, Natalia, Aleksandra, Zofia, Olga, Svetlana, Jelena, Ivana, Marija, Elena, "
        + "Tatjana, Irena, Beata",
        """
        Nowak, Kowalski, Wiśniewski, Wójcik, Kamiński, Lewandowski, Zieliński, Szymański, Woźniak, Dąbrowski, Kozłowski, Jankowski, Mazur, Kwiatkowski, Krawczyk,
        Piotrowski, Grabowski, Pawłowski, Popescu, Ionescu, Petrović, Jovanović, Horvat, Novák, Svoboda, Ivanov, Petrov, Dimitrov, Georgiev, Nikolić
        """,
        "_ | Jan, Kow, Mal, Nov, Pet, Stan, Wis, Bor, Dob, Gor, Kam, Lis, Mil, Rad, Sok, Tom, Vlad, Zar, Bog, Czar | owski, ewski, iński, czyk, ić, ović, ov, "
        + "ak, ek, enko, ik, escu");

    public static readonly Community Italian = new(
        "Giuseppe, Antonio, Mario, Luigi, Francesco, Salvatore, Angelo, Vincenzo, Domenico, Giovanni, Marco, Andrea, Alessandro, Roberto, Stefano, Paolo, "
            + "Rosario, Calogero, Carmelo, Enzo",
        "Maria, Rosa, Giuseppina, Anna, Carmela, Angela, Francesca, Lucia, Concetta, Teresa, Giulia, Laura, Chiara, Paola, Silvia, Elena, Rita, Antonella, "
        + "Daniela, Valentina",
        """
        Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, Bruno, Gallo, Conti, De Luca, Mancini, Costa, Giordano, Rizzo, Lombardi, Moretti,
        Di Stefano, D'Angelo, Caruso, Ferrara, Santoro, Mariani, Rinaldi, Leone, Longo, Gentile, Lo Presti, La Rocca, Messina, Amato, Vitale
        """,
        "_, _, _, Di, De | Barb, Cal, Cast, Cor, Fal, Gal, Gian, Lam, Mar, Mont, Nap, Pal, Pell, Piac, San, Sar, Tam, Val, Ven, Zan | ini, elli, etti, one, "
        + "ano, aro, ese, ucci, ella, otti, ato, iero");

    public static readonly Community Portuguese = new(
        "José, João, António, Manuel, Carlos, Pedro, Paulo, Luís, Rui, Nuno, Tiago, Miguel, Fernando, Jorge, Ricardo",
        "Maria, Ana, Isabel, Teresa, Paula, Sandra, Carla, Sofia, Inês, Catarina, Fernanda, Cristina, Rosa, Helena, Beatriz",
        "Silva, Santos, Ferreira, Pereira, Oliveira, Costa, Rodrigues, Martins, Sousa, Fernandes, Gonçalves, Gomes, Lopes, Marques, Alves, Almeida, Ribeiro, "
        + "Pinto, Carvalho, Da Silva, Dos Santos, Da Costa, Teixeira, Moreira, Correia");
}
