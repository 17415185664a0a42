import Foundation

/// Pages as a browser renders them: Debian's Chromium, without a window.
package enum Chromium {
  /// What became of a page.
  package struct Rendering: Sendable {
    /// The document as text, after its scripts ran.
    package let document: String
    /// What scripts and the browser wrote to the console.
    package let console: [String]
  }

  /// Where it is; `nil` where it is not installed.
  package static let path: String? = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
    .first(where: FileManager.default.isExecutableFile)

  /// What a skipped test says.
  package static let absence = "chromium is not installed: run `make setup`"

  /// Renders a page from a file.
  package static func render(_ page: String) throws -> Rendering {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "page.html")
    try page.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: path ?? "")
    // Without a sandbox, which root must not have; with a profile of its own, so that runs beside
    // each other do not meet; without a network.
    process.arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
      "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
      "--user-data-dir=\(folder.path)/profile", "--enable-logging=stderr", "--v=0",
      "--window-size=1600,1000", "--dump-dom", file.absoluteString,
    ]
    let output = folder.appending(path: "document.txt")
    let errors = folder.appending(path: "errors.txt")
    for target in [output, errors] { try Data().write(to: target) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Rendering(
      document: try String(contentsOf: output, encoding: .utf8),
      console: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        .split(separator: "\n").filter { $0.contains(":CONSOLE") }.map(String.init))
  }
}
