import ArgumentParser
import Foundation
import Records
import Reports

/// `balbench timeline`: shows where the time of one block went.
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Draw threads, phases and groups of one recorded block.",
    discussion: """
      Writes PREFIX.svg, a Gantt chart for people, and PREFIX.json, a trace for chrome://tracing \
      or ui.perfetto.dev. The experiment must record spans: execution: {spans: true}.

      EXAMPLES
        balbench timeline results/pipeline/20261126T221723Z-0123abcd --block 3
        balbench timeline RUN --block 3 --strategy refined --workers 2 -o /tmp/block3
      """)

  @Argument(
    help: ArgumentHelp("The folder of a recorded run.", valueName: "RUN"), completion: .directory)
  var folder: String

  @Option(help: ArgumentHelp("The block's number.", valueName: "N"))
  var block: UInt64

  @Option(help: ArgumentHelp("The block set, where several have the block.", valueName: "NAME"))
  var blockSet: String?

  @Option(
    help: ArgumentHelp("The strategy, by name or label.", valueName: "NAME"),
    completion: .strategies)
  var strategy: String?

  @Option(help: ArgumentHelp("The number of workers.", valueName: "N"))
  var workers: Int?

  @Option(name: .customLong("repeat"), help: ArgumentHelp("The repeat, from 1.", valueName: "N"))
  var repetition: Int?

  @Option(help: ArgumentHelp("The store, by what its label begins with.", valueName: "NAME"))
  var store: String?

  @Option(
    help: ArgumentHelp("The warmer: off, bal or speculative.", valueName: "NAME"),
    completion: .list(["off", "bal", "speculative"]))
  var warmer: String?

  @Option(
    help: ArgumentHelp("The stream: transaction, group or block.", valueName: "NAME"),
    completion: .list(["transaction", "group", "block"]))
  var stream: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("What the files' names begin with.", valueName: "PREFIX"),
    completion: .file())
  var output: String?

  func run() throws {
    var choice = Timeline.Choice(blockNumber: block)
    choice.blockSet = blockSet
    choice.strategy = strategy
    choice.workers = workers
    choice.repetition = repetition
    choice.store = store
    choice.warmer = warmer
    choice.stream = stream
    let timeline: Timeline
    do {
      timeline = try Timeline(RecordedRun.spans(of: RunFolder(path: folder)), choice)
    } catch {
      throw CommandFailure(.configuration, "\(folder): error: \(error)")
    }
    let prefix = output ?? "timeline-\(block)"
    do {
      try Data(timeline.svg().utf8).write(to: URL(filePath: prefix + ".svg"))
      try timeline.chromeTrace().write(to: URL(filePath: prefix + ".json"))
    } catch {
      throw CommandFailure(.configuration, "\(prefix): error: \(error.localizedDescription)")
    }
    print(timeline.title)
    if timeline.candidateCount > 1 {
      print("the first of \(timeline.candidateCount) recorded runs that fit; narrow it by options")
    }
    print("\(prefix).svg\n\(prefix).json")
  }
}
