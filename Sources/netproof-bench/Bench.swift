import ArgumentParser

@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "netproof-bench",
    abstract: "Measures Netproof, and makes the networks that it is measured with.",
    discussion: """
      Every measurement is one line of JSON on standard output. Times are CPU seconds unless their \
      name says `wall`. Exit status: 0, or 1 if something did not come out as it has to.

      EXAMPLES
        netproof-bench checksums --up-to 10000
        netproof-bench generate --vpcs 20 --seed 7 -o estate.yaml
        netproof-bench load estate.yaml
        netproof-bench allpairs estate.yaml --repeats 5
        netproof-bench questions estate.yaml
        netproof-bench edits estate.yaml
        netproof-bench growth
        netproof-bench compare --perf-kit ../shared/perf --python venv/bin/python
      """,
    subcommands: [
      Generate.self, Convert.self, Load.self, AllPairs.self, Questions.self, Edits.self,
      Checksums.self, Growth.self, WorstCases.self, Compare.self, Agree.self,
      GenerateAnswers.self, Import.self,
    ])
}
