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

  func validate() throws {
    guard html != "-" || md != "-" else {
      throw ValidationError("--html and --md both name standard output; name a file for one")
    }
  }

  func run() throws {
    do {
      let run = RunFolder(path: folder)
      let files = try ReportFiles(of: run)
      guard html != nil || md != nil else {
        try files.write(to: run)
        return print("\(run.page)\n\(run.markdown)")
      }
      if let html { try write(files.page, to: html) }
      if let md { try write(files.markdown, to: md) }
    } catch {
      // Earlier versions recorded fewer tables and columns.
      let isOfTable = error is CSVError
      throw CommandFailure(
        .configuration,
        "\(error)" + (isOfTable ? "\nexpected a folder that this version's `run` made" : ""))
    }
  }

  private func write(_ text: String, to path: String) throws {
    guard path != "-" else {
      return try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
    try AtomicFile.write(text, to: path)
    print(path)
  }
}
