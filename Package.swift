// swift-tools-version: 6.2
import PackageDescription

/// Every target is built with the same settings, so that the compiler keeps much of the house law.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// What tests ask many thousand times is optimized in debug builds too (docs/adr/0011).
func optimizedLibrary(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))])
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "netproof",
  products: [
    .executable(name: "netproof", targets: ["netproof"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    optimizedLibrary("NetproofSets", []),
    optimizedLibrary("NetproofSyntax", ["CYAML"]),
    optimizedLibrary("NetproofModel", ["NetproofSets", "NetproofSyntax"]),
    library("NetproofImport", ["NetproofSets", "NetproofSyntax", "NetproofModel"]),
    optimizedLibrary("NetproofEngine", ["NetproofSets", "NetproofModel"]),
    library(
      "NetproofChecks", ["NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofEngine"]),
    library(
      "NetproofReport",
      [
        "NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofImport", "NetproofEngine",
        "NetproofChecks",
      ]),
    library(
      "NetproofTestSupport",
      ["NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofEngine", "NetproofChecks"]),
    .executableTarget(
      name: "netproof",
      dependencies: [
        "NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofImport", "NetproofEngine",
        "NetproofChecks", "NetproofReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "netproof-bench",
      dependencies: [
        "CYAML", "NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofImport",
        "NetproofEngine", "NetproofTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "netproof-fuzz",
      dependencies: [
        "NetproofTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests("NetproofSetsTests", ["NetproofSets", "NetproofTestSupport"]),
    tests("NetproofSyntaxTests", ["NetproofSyntax", "NetproofTestSupport"]),
    tests(
      "NetproofModelTests",
      ["NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofTestSupport"]),
    tests(
      "NetproofEngineTests",
      [
        "NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofEngine", "NetproofTestSupport",
      ]),
    tests(
      "NetproofChecksTests",
      [
        "NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofEngine", "NetproofChecks",
        "NetproofReport", "NetproofTestSupport",
      ]),
    tests(
      "AgreementTests",
      [
        "NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofEngine", "NetproofChecks",
        "NetproofTestSupport",
      ]),
    tests(
      "ConformanceTests",
      ["NetproofSyntax", "NetproofModel", "NetproofEngine", "NetproofChecks"]),
    tests(
      "CodePagesTests",
      [
        "NetproofSyntax", "NetproofModel", "NetproofEngine", "NetproofChecks", "NetproofReport",
        "netproof", "NetproofTestSupport",
      ]),
    tests(
      "BadInputTests", ["NetproofSyntax", "NetproofModel", "NetproofChecks", "NetproofTestSupport"]),
    tests(
      "MatrixTests",
      [
        "NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofEngine", "NetproofTestSupport",
      ]),
    tests(
      "ReachTests",
      [
        "NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofEngine", "NetproofChecks",
        "NetproofReport", "NetproofTestSupport", "netproof",
      ]),
    tests(
      "ImportTests",
      [
        "NetproofSyntax", "NetproofModel", "NetproofImport", "NetproofEngine", "NetproofChecks",
        "netproof", "NetproofTestSupport",
      ]),
    tests("TranscriptTests", ["netproof", "NetproofTestSupport"]),
    tests("TidyTests", ["NetproofTestSupport"]),
  ]
)
