#!/bin/sh
# Compiles the service and packs it: src/gauge to gauge.jar.
set -eu
javac -d classes --source-path src src/gauge/Main.java
jar --create --file gauge.jar --main-class gauge.Main -C classes .
