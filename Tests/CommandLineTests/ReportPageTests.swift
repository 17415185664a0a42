import Foundation
import Records
import TestSupport
import Testing

/// `report.html` as Chromium renders it, held against the recorded tables.
@Suite(.enabled(if: Chromium.path != nil, Comment(rawValue: Chromium.absence)))
struct ReportPageTests {
  /// The page of one run for all tests, at the widths of a phone and a desk.
  private static let reported = Result { () throws -> (run: ReportedRun, probe: PageProbe) in
    let run = try ReportedRun()
    return (run, try PageProbe(try run.file("report.html"), widths: [390, 1280]))
  }

  private let run: ReportedRun
  private let probe: PageProbe
  private let blocks: [BlockRow]

  init() throws {
    (run, probe) = try Self.reported.get()
    blocks = try BlockRow.table.read(Array(try run.file("blocks.csv").utf8), file: "blocks.csv")
  }

  private func marks(_ chart: String, width: String = "1280") throws -> [PageProbe.Mark] {
    let marks = try #require(probe.frames[width]).marks.filter { $0.chart == chart }
    try #require(!marks.isEmpty, "\(chart) has no marks")
    return marks
  }

  /// The name that charts give a strategy.
  private func name(_ row: BlockRow) -> String {
    row.identity.label + (row.identity.label == "attributed-reads" ? " *" : "")
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  // MARK: Rendering

  @Test(arguments: ["390", "1280"])
  func thePageFitsItsWidth(width: String) throws {
    let frame = try #require(probe.frames[width])
    #expect("\(Int(frame.width))" == width)
    #expect(frame.contentWidth <= frame.width)
    #expect(frame.charts.count >= 12)
    for chart in frame.charts {
      #expect(chart.width > 200 && chart.right <= frame.width, "\(chart.id)")
      #expect(!chart.name.isEmpty && !chart.description.isEmpty, "\(chart.id)")
    }
    // What is smaller nobody can read.
    #expect(frame.least >= 10)
    #expect(frame.brokenLinks.isEmpty, "\(frame.brokenLinks)")
    #expect(frame.repeatedIds.isEmpty, "\(frame.repeatedIds)")
  }

  @Test func nothingIsComplainedOf() { #expect(probe.console == []) }

  /// The checks above can fail.
  @Test func whatIsWrongWithAPageIsFound() throws {
    let page = """
      <!doctype html><body><p style="width:700px">wide</p><a href="#nowhere">x</a>
      <p id="one"></p><p id="one"></p><script>nobody();</script>
      """
    let probe = try PageProbe(page, widths: [390])
    let frame = try #require(probe.frames["390"])
    #expect(probe.console.count == 1 && probe.console[0].contains("nobody is not defined"))
    #expect(frame.contentWidth > frame.width)
    #expect(frame.brokenLinks == ["#nowhere"])
    #expect(frame.repeatedIds == ["one"])
  }

  // MARK: Numbers

  @Test func everyPointOfTheStripsIsABlockOfTheTable() throws {
    let rows = blocks.filter { $0.identity.workers == 1 && $0.identity.repetition == 1 }
    for (chart, value) in [
      ("count-0", \BlockRow.shape.countParallelism), ("gas-0", \.shape.gasParallelism),
    ] {
      let drawn = try marks(chart).filter {
        $0.data["series"] != "what the true dependencies allow"
      }
      let expected = rows.map { row in
        "\(name(row)) \(row.identity.blockNumber) \(row[keyPath: value] ?? .nan)"
      }
      #expect(
        drawn.map { "\($0.data["series"] ?? "") \($0.data["block"] ?? "") \($0.number("value"))" }
          .sorted() == expected.sorted())
      try expectProportional(drawn.map { ($0.number("value"), $0.x) })
    }
  }

  /// Equal steps of value are equal steps on the screen.
  private func expectProportional(_ points: [(value: Double, place: Double)]) throws {
    let least = try #require(points.min { $0.value < $1.value })
    let most = try #require(points.max { $0.value < $1.value })
    try #require(most.value > least.value)
    let scale = (most.place - least.place) / (most.value - least.value)
    for point in points {
      #expect(abs(least.place + scale * (point.value - least.value) - point.place) < 0.1)
    }
  }

  @Test func barsOfTiersCountBlocks() throws {
    let rows = blocks.filter { $0.identity.workers == 1 && $0.identity.repetition == 1 }
    var expected: [String: Int] = [:]
    for row in rows {
      expected["\(name(row)) tier \(try #require(row.acceptedTier))", default: 0] += 1
    }
    let drawn = try marks("tiers-0")
    #expect(
      Dictionary(
        drawn.map {
          ("\($0.data["series"] ?? "") \($0.data["part"] ?? "")", Int($0.number("value")))
        },
        uniquingKeysWith: +) == expected)
    #expect(expected.keys.contains("address-narrowed tier 1"))
    let unit = try #require(drawn.first).width / (try #require(drawn.first).number("value"))
    for bar in drawn { #expect(abs(bar.width / bar.number("value") - unit) < unit / 50) }
  }

  @Test func barsOfPhasesAreMediansOfTheTable() throws {
    let phases: [(String, KeyPath<BlockRow, UInt64?>)] = [
      ("groups", \.phases.groups), ("exec", \.phases.exec), ("merge", \.phases.merge),
      ("send", \.phases.send), ("verify", \.phases.verify),
    ]
    for workers in [1, 2] {
      let drawn = try marks("phases-0-\(workers)")
      let ways = Dictionary(grouping: blocks.filter { $0.identity.workers == workers }, by: name)
      for (way, rows) in ways {
        for (phase, path) in phases {
          let medians = Dictionary(grouping: rows, by: \.identity.blockNumber).values.map {
            median($0.compactMap { $0[keyPath: path].map { Double($0) } })
          }
          let bar = drawn.first { $0.data["series"] == way && $0.data["part"] == phase }
          let expected = median(medians)
          #expect((bar?.number("value") ?? 0) == expected, "\(way) \(phase)")
        }
      }
    }
  }

  @Test func linesOverWorkersAreMediansOfTheTable() throws {
    let rows = try MakespanRow.table.read(
      Array(try run.file("makespans.csv").utf8), file: "makespans.csv"
    ).filter { $0.identity.workers == 1 && $0.identity.repetition == 1 }
    let gas = Dictionary(
      rows.filter { $0.virtualWorkers == 1 }.map {
        ($0.identity.blockNumber, Double($0.boundMakespanGas ?? 0))
      }, uniquingKeysWith: { first, _ in first })
    for (chart, reduce) in [
      ("virtual-0", median), ("virtual-worst-0", { $0.min() ?? .nan }),
    ] as [(String, ([Double]) -> Double)] {
      let drawn = try marks(chart).filter { $0.kind == "mark" }
      for label in ["sequential", "address-narrowed", "singletons", "attributed-reads"] {
        for workers in [1, 2, 4, 8, 16, 32, 64] {
          let own = rows.filter {
            $0.identity.label == label && $0.virtualWorkers == workers
          }
          let values = own.map {
            (gas[$0.identity.blockNumber] ?? .nan) / Double($0.makespanGas ?? 0)
          }
          let point = try #require(
            drawn.first {
              $0.data["series"]?.hasPrefix(label) == true && $0.number("workers") == Double(workers)
            })
          #expect(point.number("value") == reduce(values), "\(chart) \(label) \(workers)")
        }
      }
      for workers in [1, 64] {
        let bounds = rows.filter {
          $0.identity.label == "sequential" && $0.virtualWorkers == workers
        }.map { (gas[$0.identity.blockNumber] ?? .nan) / Double($0.boundMakespanGas ?? 0) }
        let point = drawn.first {
          $0.data["series"]?.hasPrefix("bound") == true && $0.number("workers") == Double(workers)
        }
        #expect(point?.number("value") == reduce(bounds))
      }
    }
    #expect(try marks("virtual-0").contains { $0.kind == "measured" && $0.number("workers") == 2 })
  }

  @Test func pointsOfTheScattersAreBlocksOfTheTable() throws {
    for (place, label) in ["sequential", "address-narrowed", "singletons"].enumerated() {
      let rows = blocks.filter {
        $0.identity.label == label && $0.identity.workers == 1 && $0.identity.repetition == 1
      }
      let drawn = try marks("scatter-0-\(place)")
      let expected = rows.map { row in
        "\(row.identity.blockNumber) \(row.bounds.componentParallelism ?? .nan)"
          + " \(row.shape.countParallelism ?? .nan)"
      }
      #expect(
        drawn.map { "\($0.data["block"] ?? "") \($0.number("across")) \($0.number("up"))" }
          .sorted() == expected.sorted())
    }
  }

  @Test func barsOfCausesCountAttempts() throws {
    let attempts = try AttemptRow.table.read(
      Array(try run.file("attempts.csv").utf8), file: "attempts.csv"
    ).filter {
      $0.identity.workers == 1 && $0.identity.repetition == 1 && $0.outcome != .accepted
    }
    var drawn: [String: Int] = [:]
    for mark in try marks("causes-0") {
      drawn[mark.data["series"] ?? "", default: 0] += Int(mark.number("value"))
    }
    #expect(drawn == Dictionary(attempts.map { ($0.identity.label, 1) }, uniquingKeysWith: +))
    #expect(
      try marks("causes-0").contains {
        $0.data["part"] == "missed read-after-write, address-not-known"
      })
  }
}
