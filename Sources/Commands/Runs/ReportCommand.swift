import ArgumentParser
import Foundation
import Records
import Reports

/// `balbench report`: renders the reports of a recorded run again.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Render the reports of a recorded run again.",
    discussion: """
      Makes DIR/report.html, one page that needs nothing but itself, and DIR/report.md, which fits \
      a comment on a pull request, from the recorded files alone: the same bytes as at the end of \
      the run. Nothing is run.

      EXAMPLES
        balbench report results/quickstart/20260223T140509Z-0a1b2c3d
        balbench report DIR --html /tmp/page.html
        balbench report DIR --md - | gh pr comment --body-file -
        balbench report DIR --json | jq -r '.files[]'

      EXIT CODES
        0  rendered
        2  the command line is wrong, or the folder holds no finished run
      """)

  @Argument(help: ArgumentHelp("The folder of a run.", valueName: "DIR"), completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      "Write the page, and only what is named, to FILE; - for standard output.", valueName: "FILE"),
    completion: .file())
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Write the Markdown, and only what is named, to FILE; - for standard output.",
      valueName: "FILE"),
    completion: .file())
  var md: String?

  @Flag(help: "Print what was written, the run's counts and its failed cells as JSON.")
  var json = false

  private struct JSON: Encodable {
    let results: String
    let experiment: String
    let status: RunManifest.Status
    let shard: Shard?
    let files: [String]
    let cells: Int
    let blocks: Int
    let failures: [RunManifest.Incident]
  }

  func validate() throws {
    guard html != "-" || md != "-" else {
      throw ValidationError("--html and --md both name standard output; name a file for one")
    }
    guard !json || (html != "-" && md != "-") else {
      throw ValidationError("--json takes standard output; name a file for the report")
    }
  }

  func run() throws {
    do {
      let run = RunFolder(path: folder)
      let report = try ReportFiles(of: run)
      let files = try write(report, of: run)
      guard json else {
        for file in files { print(file) }
        return
      }
      let manifest = report.manifest
      let summary = JSON(
        results: run.path, experiment: manifest.experiment, status: manifest.status,
        shard: manifest.shard, files: files, cells: manifest.cells.count,
        blocks: report.blockCount, failures: manifest.failures)
      print(try JSONFile.text(summary), terminator: "")
    } catch {
      // Earlier versions recorded fewer tables and columns.
      let isOfTable = error is CSVError
      throw CommandFailure(
        .configuration,
        "\(error)" + (isOfTable ? "\nexpected a folder that this version's `run` made" : ""))
    }
  }

  /// - Returns: The files that were written; standard output is none.
  private func write(_ report: ReportFiles, of run: RunFolder) throws -> [String] {
    guard html != nil || md != nil else {
      try report.write(to: run)
      return [run.page, run.markdown]
    }
    var files: [String] = []
    for case (let path?, let text) in [(html, report.page), (md, report.markdown)] {
      guard path != "-" else {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        continue
      }
      try AtomicFile.write(text, to: path)
      files.append(path)
    }
    return files
  }
}
