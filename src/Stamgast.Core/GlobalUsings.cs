// Fields, values and changes are the words in which every feature speaks of its records.
global using Stamgast.Records;
// Every feature can say no.
global using Stamgast.Refusing;
