System.Console.WriteLine("stamgast");
