import Reports

/// Shows how far a command is: a bar on a terminal, lines in a log.
final class ProgressDisplay {
  private static let interval = Duration.milliseconds(100)
  private static let stepPercent = 10

  private let isTerminal = StandardError.isTerminal
  private let isColoured = StandardError.isColoured
  private var lastDrawn: ContinuousClock.Instant?
  private var lastTitle = ""
  private var lastStep = 0
  private var hasBar = false

  /// Shows progress.
  func update(_ line: ProgressLine) {
    isTerminal ? draw(line) : log(line)
  }

  /// Says something, above the bar if there is one.
  func say(_ text: String) {
    clear()
    StandardError.write(text)
  }

  /// Takes the bar away.
  func clear() {
    guard hasBar else { return }
    StandardError.writeRaw("\r\u{1B}[K")
    hasBar = false
  }

  private func draw(_ line: ProgressLine) {
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < Self.interval, line.done < line.total { return }
    lastDrawn = now
    hasBar = true
    StandardError.writeRaw(
      "\r\u{1B}[K" + line.bar(width: StandardError.width, isColoured: isColoured))
  }

  private func log(_ line: ProgressLine) {
    let step = line.percent / Self.stepPercent
    guard line.title != lastTitle || step > lastStep else { return }
    lastTitle = line.title
    lastStep = step
    StandardError.write(line.plain)
  }
}
