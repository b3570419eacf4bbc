#!/bin/sh
set -eu
javac -d classes-test src/gauge/*.java test/gauge/*.java
java -ea -cp classes-test gauge.LevelTest
