import Foundation
import Records

/// Finds out what this executable was built from.
enum BuildProvenance {
  /// The build of the running executable.
  static func current() -> RunManifest.Build {
    let executable =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    // The tree around the executable, not the one the user stands in.
    let folder = (executable as NSString).deletingLastPathComponent
    let status = git(["status", "--porcelain", "--untracked-files=no"], in: folder)
    return RunManifest.Build(
      gitRevision: git(["rev-parse", "HEAD"], in: folder), gitDirty: status.map { !$0.isEmpty },
      swiftVersion: compilerVersion, buildMode: buildMode,
      executableDigest: Digest.hexadecimal(ofFile: executable) ?? "unknown")
  }

  // The toolchain on the PATH need not be the one that built this.
  private static var compilerVersion: String {
    #if compiler(>=6.5)
      "6.5 or later"
    #elseif compiler(>=6.4)
      "6.4"
    #elseif compiler(>=6.3.3)
      "6.3.3 or later"
    #elseif compiler(>=6.3.2)
      "6.3.2"
    #elseif compiler(>=6.3.1)
      "6.3.1"
    #else
      "6.3"
    #endif
  }

  private static var buildMode: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static func git(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
